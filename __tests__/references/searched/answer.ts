export const answer = (): string => 'folder';
