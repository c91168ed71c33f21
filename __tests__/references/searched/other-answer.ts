export const answer = (): string => 'other';
