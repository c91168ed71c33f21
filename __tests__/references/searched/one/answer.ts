export const answer = (): string => 'one';
