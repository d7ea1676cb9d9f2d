/** Public keys of the released rule packs, by name: Ed25519, base64 of the SPKI form. Written by npm run sign-pack. */
export const packKeys: Readonly<Record<string, string>> = {
  'fr-2026.2': 'MCowBQYDK2VwAyEAigX4eC9M7wVDYzcqkaxwuZn0QsexeB2u/PyYzaBoQlU=',
};
