// The first message of a TLS connection.

/** A ClientHello in one record that names a server, with one cipher suite and no other extension. */
export function clientHello(serverName: string): Buffer {
  const name = Buffer.from(serverName);
  const entry = Buffer.concat([Buffer.from([0]), sized(2, name)]);
  const extension = Buffer.concat([uint(2, 0), sized(2, sized(2, entry))]);
  const random = Buffer.alloc(32);
  const body = Buffer.concat([
    uint(2, 0x0303),
    random,
    sized(1, Buffer.alloc(0)),
    sized(2, uint(2, 0x1301)),
    sized(1, Buffer.from([0])),
    sized(2, extension),
  ]);
  const handshake = Buffer.concat([Buffer.from([1]), sized(3, body)]);
  return Buffer.concat([Buffer.from([0x16, 3, 1]), sized(2, handshake)]);
}

function sized(bytes: number, content: Buffer): Buffer {
  return Buffer.concat([uint(bytes, content.length), content]);
}

function uint(bytes: number, value: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}
