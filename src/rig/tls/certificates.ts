import { KeyObject, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type JsonGeneralNames,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Proof } from '../../fault/arrival.ts';
import { wallTime } from '../clock.ts';

type KeyPair = webcrypto.CryptoKeyPair;

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const day = 24 * 60 * 60_000;
// Longer than any run; a certificate that is not valid is so by a day.
const lasting = 30 * day;

/** The names of a simulator; `host`: what the component takes it for. */
const here = (host: string): JsonGeneralNames => [
  { type: 'ip', value: '127.0.0.1' },
  { type: 'dns', value: 'localhost' },
  ...(host === '127.0.0.1' || host === 'localhost' ? [] : [{ type: isIP(host) ? 'ip' : 'dns', value: host } as const]),
];
const elsewhere: JsonGeneralNames = [{ type: 'dns', value: 'another-host.example' }];

interface Issuer {
  readonly certificate: X509Certificate;
  readonly keys: KeyPair;
}

interface Leaf {
  readonly by?: Issuer;
  readonly names: JsonGeneralNames;
  /** Milliseconds from now. */
  readonly from?: number;
  readonly until?: number;
}

/** For each proof what a server shows in a handshake. */
export type Contexts = Readonly<Record<Proof, SecureContext>>;

/** A new CA as PEM, and what it issues for a host. */
export async function newAuthority(): Promise<{ ca: string; issue: (host: string) => Promise<Contexts> }> {
  cryptoProvider.set(webcrypto);
  const [ca, stranger] = [await newCa('Shakedown'), await newCa('Nobody')];
  return { ca: ca.certificate.toString('pem'), issue: (host) => issue(here(host), ca, stranger) };
}

async function issue(names: JsonGeneralNames, ca: Issuer, stranger: Issuer): Promise<Contexts> {
  const keys = await newKeys();
  const shown = async (leaf: Leaf, more: SecureContextOptions = {}) =>
    createSecureContext({ key: pemOf(keys), cert: await certificate(keys, leaf), ...more });
  const valid = { by: ca, names };
  return {
    valid: await shown(valid),
    'self-signed': await shown({ names }),
    'for another host': await shown({ by: ca, names: elsewhere }),
    expired: await shown({ ...valid, from: -lasting, until: -day }),
    'not yet valid': await shown({ ...valid, from: day }),
    'of an unknown CA': await shown({ by: stranger, names }),
    // OpenSSL speaks these versions only where it is told not to mind.
    outdated: await shown(valid, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
  };
}

async function newCa(name: string): Promise<Issuer> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name} throw-away CA`,
    ...validity({}),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate, keys };
}

/** As PEM. */
async function certificate(keys: KeyPair, leaf: Leaf): Promise<string> {
  const { by, names } = leaf;
  const subject = 'CN=a simulated dependency';
  const issuer = by ?? { keys };
  const made = await X509CertificateGenerator.create({
    subject,
    issuer: by?.certificate.subject ?? subject,
    ...validity(leaf),
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      // With it, a library would not call a certificate self-signed that may not sign any.
      ...(by ? [new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true)] : []),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(names),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
    ],
  });
  return made.toString('pem');
}

function validity({ from = -day, until = lasting }: Pick<Leaf, 'from' | 'until'>) {
  return { notBefore: new Date(wallTime() + from), notAfter: new Date(wallTime() + until) };
}

const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<KeyPair>;

const pemOf = ({ privateKey }: KeyPair) => KeyObject.from(privateKey).export({ type: 'pkcs8', format: 'pem' });
