import type { Socket } from 'node:net';
import { UsageError } from '../../errors';
import { inForce } from '../current-clock';
import { childBehind, wroteToChild } from './children';
import { answered, asked } from './conversations';
import { isLoopback, isOurPath, isOurPort } from './loopback';
import { declaredServers } from './network';

interface Peer {
  readonly host: string;
  readonly port: number;
  /** A Unix socket or a named pipe. */
  readonly path: string | undefined;
}

type SocketInternals = Socket & {
  /** Present on a socket that a server of ours accepted. */
  server?: unknown;
  /** Present while an `http` request uses the socket. */
  _httpMessage?: unknown;
};

const peers = new WeakMap<Socket, Peer>();

function peerFrom(args: readonly unknown[]): Peer {
  // `net.connect` hands its normalised arguments on as one array.
  const [first, second] = (Array.isArray(args[0]) ? args[0] : args) as [unknown, unknown];
  if (typeof first === 'object' && first !== null) {
    const { host, port, path } = first as { host?: string | null; port?: number; path?: string | null };
    // What is left out is null where `http` hands it on.
    return { host: host ?? 'localhost', port: Number(port), path: path ?? undefined };
  }
  if (typeof first === 'string' && Number.isNaN(Number(first))) return { host: '', port: 0, path: first };
  return { host: typeof second === 'string' ? second : 'localhost', port: Number(first), path: undefined };
}

function isInThisProcess({ host, port, path }: Peer): boolean {
  return path === undefined ? isLoopback(host) && isOurPort(port) : isOurPath(path);
}

type Connect = (this: Socket, ...args: unknown[]) => Socket;

function connect(native: Connect): Connect {
  return function connect(...args) {
    const peer = peerFrom(args);
    peers.set(this, peer);
    const refused = refusal(peer);
    if (refused !== undefined) {
      if (inForce.virtual !== undefined) inForce.virtual.fault ??= refused;
      process.nextTick(() => this.destroy(refused));
      return this;
    }
    if (isInThisProcess(peer)) inForce.virtual?.quiescence.loopbackSeen();
    return native.apply(this, args);
  };
}

/** Why a connection may not be made, if it may not: no test of a simulated server reaches the real network unnoticed. */
function refusal({ host, port, path }: Peer): UsageError | undefined {
  if (path !== undefined) return undefined;
  if (inForce.clock === undefined) {
    if (!declaredServers.listensAt(host, port)) return undefined;
    return new UsageError(
      `A connection to ${host}:${port} was tried outside \`simulate\`, where its declared server does not answer.`,
    );
  }
  if (isLoopback(host)) return undefined;
  return new UsageError(
    `A connection to the real network was tried inside \`simulate\`: ${host}:${port}.\n${declaredServers.describe()}`,
  );
}

type Write = (this: SocketInternals, ...args: unknown[]) => unknown;

function write(native: Write): Write {
  return function write(...args) {
    if (inForce.virtual !== undefined) noteWrite(this);
    return native.apply(this, args);
  };
}

function noteWrite(socket: SocketInternals): void {
  const child = childBehind.get(socket);
  if (child !== undefined) return wroteToChild(child);
  const peer = peers.get(socket);
  // A server's answer asks nothing, but the bytes travel to a client of this process.
  const isWithinProcess = peer === undefined ? isPresent(socket.server) : isInThisProcess(peer);
  if (isWithinProcess) return inForce.virtual?.quiescence.loopbackSeen();
  if (peer === undefined || isPresent(socket._httpMessage)) return;
  answersByPush(socket);
  asked(socket, `answer from ${peer.path ?? `${peer.host}:${peer.port}`}`);
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function answersByPush(socket: Socket): void {
  if (Object.hasOwn(socket, 'push')) return;
  const push = socket.push.bind(socket);
  const tapped: typeof push = (...chunk) => {
    answered(socket);
    return push(...chunk);
  };
  socket.push = tapped;
  socket.once('close', () => answered(socket));
}

/** Raw sockets and pipes: real work from a write to the next read; the real network is out of bounds. */
export const obedientSockets = { connect, write };
