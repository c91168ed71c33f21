export const fetchVersion = (server: string): string => `${server} 24.1`;

export default (server: string): string => `default of ${server}`;
