export const word: string = 'found';
