import type { Page } from 'playwright-core';

/** A person as typed into the forms. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export const administrator: Person = {
  name: 'Marc Lefèvre',
  email: 'marc.lefevre@example.org',
  password: 'a quiet harbour at dawn',
};

export const operator: Person = {
  name: 'Anna Weber',
  email: 'anna.weber@example.org',
  password: 'seven lamps along the quay',
};

export const officer: Person = {
  name: 'Claire Muller',
  email: 'claire.muller@example.org',
  password: 'a lantern above the old bridge',
};

/** Makes the first administrator and operator through the one-time link. */
export async function makePeople(page: Page, setupUrl: string): Promise<void> {
  await page.goto(setupUrl);
  for (const [prefix, person] of [
    ['administrator', administrator],
    ['operator', operator],
  ] as const) {
    await page.fill(`input[name="${prefix}-name"]`, person.name);
    await page.fill(`input[name="${prefix}-email"]`, person.email);
    await page.fill(`input[name="${prefix}-password"]`, person.password);
  }
  await page.fill('input[name="operator-act"]', '2026-14');
  await page.fill('input[name="operator-trained-on"]', '2026-01-15');
  await page.click('button[type="submit"]');
  await page.waitForSelector('a[href="/sign-in"]');
}

/** Signs in and waits for the first page. */
export async function signIn(page: Page, person: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.goto('/sign-in');
  await page.fill('input[name="email"]', person.email);
  await page.fill('input[name="password"]', person.password);
  await page.click('button[type="submit"]');
  await page.waitForSelector('main#content h1');
}

/** Invites a person, as the administrator who is signed in; answers the path of the link to hand over. */
export async function invite(
  page: Page,
  { name, email }: Pick<Person, 'name' | 'email'>,
  role: string,
): Promise<string> {
  const { status, body } = await page.evaluate(
    async (invitation) => {
      const response = await fetch('/api/v1/people', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(invitation),
      });
      return { status: response.status, body: await response.text() };
    },
    { name, email, role },
  );
  if (status !== 201) throw new Error(`the invitation was refused (${status}): ${body}`);
  return (JSON.parse(body) as { link: { path: string } }).link.path;
}

/** Invites a person, as the administrator of the first page; who chooses a password and signs in on their own page. */
export async function joinAs(from: Page, own: Page, person: Person, role: string): Promise<void> {
  const path = await invite(from, person, role);
  await own.goto(path);
  await own.fill('input[name="new-password"]', person.password);
  await own.click('button[type="submit"]');
  await own.waitForSelector('a[href="/sign-in"]');
  await signIn(own, person);
}
