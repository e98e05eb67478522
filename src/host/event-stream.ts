import type { ServerResponse } from 'node:http';
import type { HostEvent } from '../app/protocol.ts';

/** Windows that listen. Events are not replayed: a window that comes back asks its queries again. */
export interface EventStream {
  tell(event: HostEvent): void;
  /** Keeps an answer open as a stream; `false` where as many listen already as one host bears. */
  add(response: ServerResponse): boolean;
  close(): void;
}

const mostWindows = 50;
const aliveEveryMs = 15_000;
/** A window that does not read is let go rather than held in memory. */
const mostUnreadBytes = 1 << 20;

export const openEventStream = (): EventStream => {
  const windows = new Set<ServerResponse>();
  const send = (text: string) => {
    for (const window of windows) {
      if (window.writableLength > mostUnreadBytes) window.destroy();
      else window.write(text);
    }
  };
  const alive = setInterval(() => send(': alive\n\n'), aliveEveryMs);
  alive.unref();
  return {
    tell: (event) => send(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
    add(response) {
      if (windows.size >= mostWindows) return false;
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        connection: 'keep-alive',
      });
      response.write('retry: 1000\n\n');
      windows.add(response);
      response.on('close', () => windows.delete(response));
      return true;
    },
    close() {
      clearInterval(alive);
      for (const window of windows) window.end();
      windows.clear();
    },
  };
};
