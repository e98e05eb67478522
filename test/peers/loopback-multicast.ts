/** Whether datagrams to a group arrive on this machine's loopback interface, which not every system lets them. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

export const host = '127.0.0.1';
export const group = '239.255.69.81';

export const freeUdpPort = async (): Promise<number> => {
  const socket = createSocket('udp4');
  socket.bind(0, host);
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  return port;
};

/** A socket that hears what is said to the group. */
export const listenerAt = async (port: number): Promise<Socket> => {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  socket.bind(port);
  await once(socket, 'listening');
  socket.addMembership(group, host);
  socket.setMulticastInterface(host);
  return socket;
};

const tried = async (): Promise<boolean> => {
  const port = await freeUdpPort();
  let socket: Socket | null = null;
  try {
    socket = await listenerAt(port);
    const heard = once(socket, 'message').then(() => true);
    const waited = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 2_000));
    socket.send('anybody?', port, group, () => {});
    return await Promise.race([heard, waited]);
  } catch {
    return false;
  } finally {
    socket?.close();
  }
};

/** Says so where it is not. */
export const hasLoopbackMulticast = async (): Promise<boolean> => {
  const isSo = await tried();
  if (!isSo) process.stdout.write('skipped: this machine has no multicast on its loopback interface\n');
  return isSo;
};
