import { request } from './client.ts';

/** Passkeys need a name for the site: an address in numbers is none. */
export const hasPasskeys = (): boolean =>
  'PublicKeyCredential' in globalThis &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function' &&
  !/^[\d.:[\]]+$/.test(location.hostname);

async function answered(credential: Promise<Credential | null>): Promise<object> {
  const found = await credential;
  if (!(found instanceof PublicKeyCredential)) throw new Error('no passkey was chosen');
  return found.toJSON() as object;
}

/** Signs in with a passkey of this device or of a key that is plugged in. */
export async function signInWithPasskey(): Promise<void> {
  const options = await request<PublicKeyCredentialRequestOptionsJSON>('/api/auth/passkey/options', {
    method: 'POST',
    body: {},
  });
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const response = await answered(navigator.credentials.get({ publicKey }));
  await request('/api/auth/passkey', { method: 'POST', body: { response } });
}

/** Makes a passkey for the person who is signed in. */
export async function addPasskey(name: string): Promise<void> {
  const options = await request<PublicKeyCredentialCreationOptionsJSON>('/api/v1/me/passkeys/options', {
    method: 'POST',
    body: {},
  });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const response = await answered(navigator.credentials.create({ publicKey }));
  await request('/api/v1/me/passkeys', { method: 'POST', body: { name, response } });
}
