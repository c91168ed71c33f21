import '../say-answer';
