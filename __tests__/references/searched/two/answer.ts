export const answer = (): string => 'two';
