/** Public keys of the released rule packs, by name: Ed25519, base64 of the SPKI form. Written by npm run sign-pack. */
export const packKeys: Readonly<Record<string, string>> = {
  'fr-2026.1': 'MCowBQYDK2VwAyEAbG2PFF8qKPmnw7a6lOr0KRA46LxFQ7Xux4QiDVPVd+Q=',
};
