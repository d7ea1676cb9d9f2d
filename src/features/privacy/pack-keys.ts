/** Public keys of the released rule packs, by name: Ed25519, base64 of the SPKI form. Written by npm run sign-pack. */
export const packKeys: Readonly<Record<string, string>> = {
  'fr-2026.1': 'MCowBQYDK2VwAyEAfiiraQ30cFW5T6owJk+C6t3DzfunQZYTEGy15bCrxzI=',
};
