/** node-fetch 2 comes without types; these are what the tests use of it. */
declare module 'node-fetch' {
  export default function fetch(url: string, init?: object): Promise<Response>;
}
