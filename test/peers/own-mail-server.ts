/** A small mail server on this machine (RFC 5321, AUTH PLAIN) that keeps what it is given. */
import { createServer, type Socket } from 'node:net';

export interface TakenMail {
  readonly user: string;
  readonly password: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

export interface OwnMailServer {
  readonly port: number;
  readonly taken: readonly TakenMail[];
  /** Every line that came, of every connection, but for what is in a message. */
  readonly lines: readonly string[];
  /** Whether it accepts anybody from now on. */
  accept(isAccepting: boolean): void;
  close(): Promise<void>;
}

export const openMailServer = async (): Promise<OwnMailServer> => {
  const taken: TakenMail[] = [];
  const lines: string[] = [];
  const open = new Set<Socket>();
  let isAccepting = true;
  const serve = (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => undefined);
    const say = (text: string) => socket.write(`${text}\r\n`);
    let [user, password, from, rest] = ['', '', '', ''];
    let to: string[] = [];
    let message: string[] | null = null;
    const hear = (line: string): void => {
      if (message !== null) {
        if (line !== '.') return void message.push(line.startsWith('.') ? line.slice(1) : line);
        taken.push({ user, password, from, to, text: message.join('\r\n') });
        [message, to] = [null, []];
        return void say('250 taken');
      }
      lines.push(line);
      const [, word = ''] = /^([A-Z]+)/i.exec(line) ?? [];
      switch (word.toUpperCase()) {
        case 'EHLO':
          say('250-own.example');
          return void say('250 AUTH PLAIN');
        case 'AUTH':
          [, user = '', password = ''] = Buffer.from(line.split(' ')[2] ?? '', 'base64')
            .toString()
            .split('\0');
          return void say(isAccepting ? '235 it is you' : '535 who are you');
        case 'MAIL':
          from = /<(.*?)>/.exec(line)?.[1] ?? '';
          return void say('250 from there');
        case 'RCPT':
          to.push(/<(.*?)>/.exec(line)?.[1] ?? '');
          return void say('250 to there');
        case 'DATA':
          message = [];
          return void say('354 go on');
        case 'QUIT':
          say('221 farewell');
          return void socket.end();
        default:
          return void say('500 what');
      }
    };
    socket.setEncoding('utf8').on('data', (text: string) => {
      const heard = (rest + text).split('\r\n');
      rest = heard.pop() ?? '';
      heard.forEach(hear);
    });
    say('220 own.example');
  };
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    taken,
    lines,
    accept: (is) => {
      isAccepting = is;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
};
