import type { Segment } from '../../../trace/segments';
import { ROW, paintPieces } from '../paint/bars';
import { brushOf } from '../paint/brush';
import { type JSX, useLayoutEffect, useRef } from '../preact';
import { useRepaint } from './use-theme';

const WIDTH = 30;

/** A sample of how a segment is painted. */
export function Swatch({ segment }: { readonly segment: Segment }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const repaint = useRepaint();
  useLayoutEffect(() => {
    const brush = brushOf(canvas.current!, { width: WIDTH, height: ROW, gutter: 0, endRoom: 0 }, { from: 0, until: 1 });
    paintPieces(brush, sampleOf(segment), 0, true);
  }, [segment, repaint]);
  return <canvas class="swatch" ref={canvas} aria-hidden="true" />;
}

/** Work that is of one segment only. */
function sampleOf(segment: Segment): Parameters<typeof paintPieces>[1] {
  const work = { id: 0, label: '', source: { kind: 'pool', name: '' }, queuedAt: 0, endedAt: 2 } as const;
  if (segment === 'queued') return { ...work, outcome: 'unfinished' };
  const ran = { ...work, lane: 0, startedAt: 0, startStep: 0, endStep: 1, outcome: 'fulfilled' } as const;
  if (segment === 'running') return ran;
  if (segment === 'starting up' || segment === 'loading') return { ...ran, parts: [{ name: segment, until: 2 }] };
  const ends = {
    'looking up': { phase: 'lookup' },
    connecting: { phase: 'connect' },
    securing: { phase: 'secure-connect' },
    sending: { phase: 'send' },
    waiting: { phase: 'first-byte' },
    receiving: { phase: 'body' },
  } as const;
  return { ...ran, request: { method: 'GET', path: '/', ...ends[segment] } };
}
