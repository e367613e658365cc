// OpenPGP's outer shell: exactly one armoured block, read strictly, and the packets in it.

import { readBase64 } from "./ssh-wire.ts";

export interface Packet {
  /** RFC 9580 section 5: 2 is a signature, 6 a public key, 13 a user id, 14 a public subkey. */
  readonly tag: number;
  readonly body: Uint8Array;
}

export type ArmourLabel = "SIGNATURE" | "PUBLIC KEY BLOCK";

// Headers ("Version:", "Comment:", "Hash:") are refused: no signature covers them. So is everything around the block.
const armour =
  /^-----BEGIN PGP ([A-Z ]+)-----\n\n((?:[A-Za-z0-9+/=]{1,76}\n)+?)(?:=([A-Za-z0-9+/]{4})\n)?-----END PGP ([A-Z ]+)-----\n?$/;

/**
 * The bytes of one armoured block, or null for anything else: another label, headers, a second block, text around it,
 * base64 that is not canonical, a checksum that does not fit.
 * source: RFC 9580 section 6
 */
export function dearmour(text: string, label: ArmourLabel): Uint8Array | null {
  const [, begin, lines, checksum, end] = armour.exec(text) ?? [];
  if (begin !== label || end !== label || lines === undefined) return null;
  const bytes = readBase64(lines.replaceAll("\n", ""));
  if (bytes === null || (checksum !== undefined && checksum !== crc24(bytes))) return null;
  return bytes;
}

/** Four characters of base64. source: RFC 9580 section 6.1 */
function crc24(bytes: Uint8Array): string {
  let crc = 0xb704ce;
  for (const byte of bytes) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) {
      crc <<= 1;
      if (crc & 0x1000000) crc ^= 0x1864cfb;
    }
  }
  return Buffer.of(crc >> 16, crc >> 8, crc).toString("base64");
}

/**
 * Splits a sequence of packets that fills `bytes` exactly, headers of both formats, each of definite length.
 * @returns null where a length does not fit or is not written in the shortest form of its format.
 * source: RFC 9580 section 4.2
 */
export function splitPackets(bytes: Uint8Array): Packet[] | null {
  const packets: Packet[] = [];
  let at = 0;
  while (at < bytes.length) {
    const head = bytes[at++] ?? 0;
    if ((head & 0x80) === 0) return null;
    const isNew = (head & 0x40) !== 0;
    const length = isNew ? newLength(bytes, at) : oldLength(bytes, at, head & 3);
    if (length === null) return null;
    const start = at + length.octets;
    const end = start + length.value;
    if (end > bytes.length) return null;
    packets.push({ tag: isNew ? head & 0x3f : (head & 0x3c) >> 2, body: bytes.subarray(start, end) });
    at = end;
  }
  return packets;
}

interface Length {
  readonly octets: number;
  readonly value: number;
}

function newLength(bytes: Uint8Array, at: number): Length | null {
  const [first, second = 0] = bytes.subarray(at, at + 2);
  if (first === undefined) return null;
  if (first < 192) return { octets: 1, value: first };
  if (first < 224) return { octets: 2, value: ((first - 192) << 8) + second + 192 };
  if (first < 255 || at + 5 > bytes.length) return null;
  const value = Buffer.from(bytes).readUInt32BE(at + 1);
  return value < 8384 ? null : { octets: 5, value };
}

/** GnuPG writes two octets where one would do, for keys and user ids alike, so only four are held to be needed. */
function oldLength(bytes: Uint8Array, at: number, type: number): Length | null {
  const octets = [1, 2, 4][type];
  if (octets === undefined || at + octets > bytes.length) return null;
  const value = Buffer.from(bytes).readUIntBE(at, octets);
  return octets === 4 && value < 65536 ? null : { octets, value };
}
