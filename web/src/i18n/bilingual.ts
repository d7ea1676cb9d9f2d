type Shape<Texts> = { readonly [Key in keyof Texts]: Texts[Key] extends string ? string : Shape<Texts[Key]> };

/** The same texts in English and French; a text missing on one side does not compile. */
export interface Bilingual<Texts> {
  readonly en: Texts;
  readonly fr: Shape<Texts>;
}

/** Puts the two languages of one area side by side. */
export const bilingual = <const Texts>(en: Texts, fr: Shape<Texts>): Bilingual<Texts> => ({ en, fr });
