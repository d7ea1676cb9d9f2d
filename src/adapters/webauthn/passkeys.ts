import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransportFuture,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { PasskeyCeremony, RelyingParty } from '#features/accounts/ports.ts';

const expected = ({ origin, host }: RelyingParty) => ({
  expectedOrigin: origin,
  expectedRPID: host,
  requireUserVerification: true,
});

/** Passkeys by WebAuthn: without attestation, as nobody needs to know whose device it is. */
export const passkeyCeremony: PasskeyCeremony = {
  registrationOptions: ({ host }, { person, known }) =>
    generateRegistrationOptions({
      rpName: 'Vigie',
      rpID: host,
      userName: person.email,
      userDisplayName: person.name,
      userID: Buffer.from(person.id),
      attestationType: 'none',
      excludeCredentials: known.map((id) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    }),
  async register(at, response, isOurs) {
    const found = await verifyRegistrationResponse({
      ...expected(at),
      response: response as RegistrationResponseJSON,
      expectedChallenge: isOurs,
    }).catch(() => undefined);
    if (found?.verified !== true) return undefined;
    const { id, publicKey, counter, transports = [] } = found.registrationInfo.credential;
    return { id, publicKey, counter, transports };
  },
  signInOptions: ({ host }) => generateAuthenticationOptions({ rpID: host, userVerification: 'required' }),
  async signIn(at, { passkey, response, isOurs }) {
    const { id, publicKey, counter, transports } = passkey;
    const found = await verifyAuthenticationResponse({
      ...expected(at),
      response: response as AuthenticationResponseJSON,
      expectedChallenge: isOurs,
      credential: {
        id,
        publicKey: Uint8Array.from(publicKey),
        counter,
        transports: [...transports] as AuthenticatorTransportFuture[],
      },
    }).catch(() => undefined);
    return found?.verified === true ? found.authenticationInfo.newCounter : undefined;
  },
};
