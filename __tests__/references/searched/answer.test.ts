import './say-answer';
