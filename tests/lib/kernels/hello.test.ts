import { once } from 'node:events';
import { connect } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { expect, test } from 'vitest';
import { clientHello } from '../../../scripts/lib/kernels/hello.ts';

test('a TLS server reads the name', async () => {
  const names: string[] = [];
  const server = createTlsServer({
    SNICallback(name, done) {
      names.push(name);
      done(null);
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(clientHello('kernels.example'));
  // It has no certificate to answer with.
  await once(server, 'tlsClientError');
  socket.destroy();
  server.close();
  expect(names).toEqual(['kernels.example']);
});
