declare module 'virtual:texts/en' {
  export const texts: import('./texts-of.ts').Texts;
}
declare module 'virtual:texts/fr' {
  export const texts: import('./texts-of.ts').Texts;
}
