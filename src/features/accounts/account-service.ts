import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Audit } from '#foundation/audit.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { PersonInput, SetupInput } from './account-schema.ts';
import type { AccountStore, LinkRow, PersonRow } from './account-store.ts';
import type { HabilitationInput } from './habilitation-schema.ts';
import type { PeopleService } from './people-service.ts';
import type { Role } from './permissions.ts';
import type { HashPassword } from './ports.ts';

/** People: the first ones, the next ones, and those who forgot their password. */
export interface AccountService {
  /** True while no administrator exists: only the one-time link opens Vigie. */
  needsSetup(): Promise<boolean>;
  /** Makes a fresh token for the one-time link in place of the last; undefined when Vigie is set up. */
  issueSetupToken(): Promise<string | undefined>;
  /** Makes the first people with the token; all of them or nobody. */
  setUp(input: SetupInput): Promise<void>;
  list(): Promise<readonly PersonRow[]>;
  createPerson(input: PersonInput, role: Role): Promise<PersonRow>;
  /** Makes a token with which the person sets a new password. */
  issueResetToken(email: string): Promise<string>;
  /** The same as a path to put behind the address of Vigie. */
  issueLink(email: string): Promise<{ readonly path: string; readonly expiresAt: string }>;
  /** Sets a new password and ends the person's sessions. */
  resetPassword(token: string, password: string): Promise<void>;
}

interface AccountParts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly hashPassword: HashPassword;
  readonly audit: Audit;
  readonly grantIn: PeopleService['grantIn'];
  /** what the first operator gets where the form gives none: the demo's */
  readonly usualHabilitation?: HabilitationInput | undefined;
}

const linkLifeMs = 24 * 3_600_000;

/** Makes the service of people. */
export function createAccountService(parts: AccountParts): AccountService {
  const { unitOfWork, reader, store } = parts;
  const issueResetToken = (email: string): Promise<string> =>
    unitOfWork(async (tx) => {
      const person = await store.findPersonByEmail(tx, email.trim().toLowerCase());
      if (person === undefined) throw new VigieError('not-found', `Nobody has the address ${email}`);
      const subject = { kind: 'person', id: person.id, name: person.name };
      await parts.audit(tx, { action: 'person.reset', subject });
      return issue(parts, tx, 'reset', person.id);
    });
  return {
    needsSetup: async () => !(await store.hasAdministrator(reader)),
    issueSetupToken: () =>
      unitOfWork(async (tx) =>
        (await store.hasAdministrator(tx)) ? undefined : issue(parts, tx, 'setup', null),
      ),
    setUp: (input) => setUp(parts, input),
    list: () => store.listPeople(reader),
    async createPerson(input, role) {
      const person = await prepare(parts, input, role);
      await unitOfWork((tx) => insert(parts, tx, person, 'email'));
      return { id: person.id, name: person.name, email: person.email, role };
    },
    issueResetToken,
    async issueLink(email) {
      const path = `/setup?reset=${await issueResetToken(email)}`;
      return { path, expiresAt: new Date(parts.clock() + linkLifeMs).toISOString() };
    },
    async resetPassword(token, password) {
      const passwordHash = await parts.hashPassword(password);
      await unitOfWork(async (tx) => {
        const link = await take(parts, tx, token, 'reset');
        await store.replacePassword(tx, link.personId ?? '', passwordHash, new Date(parts.clock()));
      });
    },
  };
}

type NewPerson = Parameters<AccountStore['insertPerson']>[1];

async function prepare(parts: AccountParts, input: PersonInput, role: Role): Promise<NewPerson> {
  return {
    id: randomUUID(),
    name: input.name.trim(),
    email: input.email.trim().toLowerCase(),
    role,
    passwordHash: await parts.hashPassword(input.password),
    at: new Date(parts.clock()),
  };
}

async function insert(parts: AccountParts, tx: Tx, person: NewPerson, field: string): Promise<void> {
  if ((await parts.store.findPersonByEmail(tx, person.email)) !== undefined) {
    const fault = {
      field,
      message: `${person.email} is taken`,
      fix: 'give each person an address of their own',
    };
    throw new VigieError('conflict', `${field}: ${person.email} is taken`, { faults: [fault] });
  }
  await parts.store.insertPerson(tx, person);
  const { id, name, role } = person;
  await parts.audit(tx, {
    action: 'person.create',
    subject: { kind: 'person', id, name },
    details: { role },
  });
}

async function setUp(parts: AccountParts, input: SetupInput): Promise<void> {
  const { administrator, operator } = input;
  if (operator !== undefined && operator.email.toLowerCase() === administrator.email.toLowerCase()) {
    throw invalidField(
      'operator.email',
      "is the administrator's",
      'give each person an address of their own',
    );
  }
  // Passwords are hashed slowly on purpose: a wrong token must not cost that much.
  await check(parts, await parts.store.findLink(parts.reader, hashToken(input.token)), 'setup');
  const first = await prepare(parts, administrator, 'administrator');
  const second = operator && (await prepare(parts, operator, 'operator'));
  await parts.unitOfWork(async (tx) => {
    await take(parts, tx, input.token, 'setup');
    if (await parts.store.hasAdministrator(tx)) throw new VigieError('conflict', 'Vigie is set up already');
    await insert(parts, tx, first, 'administrator.email');
    if (second === undefined) return;
    await insert(parts, tx, second, 'operator.email');
    const habilitation = input.habilitation ?? parts.usualHabilitation;
    if (habilitation !== undefined) await parts.grantIn(tx, second.id, habilitation);
  });
}

async function issue(
  { store, clock }: AccountParts,
  tx: Tx,
  kind: LinkRow['kind'],
  personId: string | null,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const createdAt = new Date(clock());
  const expiresAt = new Date(clock() + linkLifeMs);
  await store.replaceLink(tx, { hash: hashToken(token), kind, personId, createdAt, expiresAt });
  return token;
}

async function take(parts: AccountParts, tx: Tx, token: string, kind: LinkRow['kind']): Promise<LinkRow> {
  return check(parts, await parts.store.takeLink(tx, hashToken(token)), kind);
}

function check({ clock }: AccountParts, link: LinkRow | undefined, kind: LinkRow['kind']): LinkRow {
  if (link !== undefined && link.kind === kind && link.expiresAt.getTime() > clock()) return link;
  throw new VigieError('forbidden', 'This link is used, expired or was never given', {
    fix:
      kind === 'setup'
        ? 'restart Vigie: a new link is printed as long as there is no administrator'
        : 'ask for a new one: vigie admin reset --email …',
  });
}

const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
