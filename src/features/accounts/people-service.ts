import { randomUUID } from 'node:crypto';
import type { Events } from '#features/events.ts';
import type { Audit } from '#foundation/audit.ts';
import { changedFields } from '#foundation/changed-fields.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { EventBus } from '#foundation/event-bus.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { HabilitationInput } from './habilitation-schema.ts';
import type { Person, PersonInvitation, PersonPatch, Proposal } from './people-schema.ts';
import type { PeopleStore } from './people-store.ts';
import { isViewingRole, type Role } from './permissions.ts';
import type { ProposalStore, StoredProposal } from './proposal-store.ts';

/** Who asks for a change of rights. */
export interface Asker {
  readonly id: string;
  readonly name: string;
}

/** What was done at once, and what waits for a second person. */
export interface PersonChanged {
  readonly person: Person;
  readonly proposal: Proposal | null;
}

/** People and their rights. Nobody gives themselves the sight of images. */
export interface PeopleService {
  list(): Promise<Person[]>;
  find(id: string): Promise<Person>;
  /** Makes a person without a password. */
  invite(input: PersonInvitation): Promise<Person>;
  update(id: string, patch: PersonPatch, asker: Asker): Promise<PersonChanged>;
  remove(id: string): Promise<void>;
  grant(id: string, input: HabilitationInput, asker: Asker): Promise<PersonChanged>;
  /** The same in the caller's transaction, for the first people. */
  grantIn(tx: Tx, id: string, input: HabilitationInput): Promise<void>;
  endHabilitation(id: string, habilitationId: number): Promise<Person>;
  resetSecondFactor(id: string, asker: Asker): Promise<Person>;
  proposals(): Promise<Proposal[]>;
  /** Throws `forbidden` for whoever made the proposal or would gain by it. */
  decide(proposalId: number, confirm: boolean, asker: Asker): Promise<Proposal>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly store: PeopleStore;
  readonly proposals: ProposalStore;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly events?: Pick<EventBus<Events>, 'publish'> | undefined;
  readonly isEmailTaken: (tx: Tx, email: string) => Promise<boolean>;
}

/** Makes the service of people. */
export function createPeopleService(parts: Parts): PeopleService {
  const { unitOfWork, reader, store, proposals } = parts;
  const now = (): Date => new Date(parts.clock());

  return {
    list: () => store.list(reader),
    find: (id) => findIn(parts, reader, id),
    invite: (input) =>
      unitOfWork(async (tx) => {
        const email = input.email.trim().toLowerCase();
        if (await parts.isEmailTaken(tx, email))
          throw conflict('email', `${email} is taken`, 'give each person an address of their own');
        const { role, cameras = null } = input;
        const person = { id: randomUUID(), name: input.name.trim(), email, role, cameras, at: now() };
        await store.insert(tx, person);
        await record(parts, tx, 'person.create', person, { role, cameras });
        return findIn(parts, tx, person.id);
      }),
    update: (id, patch, asker) => unitOfWork((tx) => update(parts, tx, { id, patch, asker })),
    remove: (id) =>
      unitOfWork(async (tx) => {
        const person = await findIn(parts, tx, id);
        await keepAnAdministrator(parts, tx, person);
        await store.remove(tx, id);
        await record(parts, tx, 'person.delete', person, {});
      }),
    grant: (id, input, asker) =>
      unitOfWork(async (tx) => {
        const person = await findIn(parts, tx, id);
        refuseFaults(input);
        if (id === asker.id)
          return {
            person,
            proposal: await propose(parts, tx, { person, kind: 'habilitation', content: input }),
          };
        await grant(parts, tx, person, input);
        return { person: await findIn(parts, tx, id), proposal: null };
      }),
    async grantIn(tx, id, input) {
      refuseFaults(input);
      await grant(parts, tx, await findIn(parts, tx, id), input);
    },
    endHabilitation: (id, habilitationId) =>
      unitOfWork(async (tx) => {
        const person = await findIn(parts, tx, id);
        const ended = await store.endHabilitation(tx, id, habilitationId, now());
        if (ended === undefined)
          throw new VigieError('not-found', `There is no habilitation ${habilitationId}`);
        const subject = { kind: 'habilitation', id: ended.id, name: ended.act };
        await parts.audit(tx, { action: 'habilitation.end', subject, details: { person: person.name } });
        return findIn(parts, tx, id);
      }),
    resetSecondFactor: (id, asker) =>
      unitOfWork(async (tx) => {
        if (id === asker.id)
          throw new VigieError('forbidden', 'Nobody resets their own second factor', {
            fix: 'ask another administrator, or use a recovery code',
          });
        const person = await findIn(parts, tx, id);
        await store.removeSecondFactor(tx, id);
        await store.endSessions(tx, id);
        await record(parts, tx, 'person.reset-second-factor', person, {});
        return findIn(parts, tx, id);
      }),
    proposals: () => proposals.list(reader).then((list) => list.map(shown)),
    decide: (id, confirm, asker) => unitOfWork((tx) => decide(parts, tx, { id, confirm, asker })),
  };
}

const shown = ({ proposedBy: _, ...proposal }: StoredProposal): Proposal => proposal;

async function findIn({ store }: Parts, tx: Tx, id: string): Promise<Person> {
  const person = await store.find(tx, id);
  if (person === undefined) throw new VigieError('not-found', 'There is no such person');
  return person;
}

function record(
  { audit }: Parts,
  tx: Tx,
  action: string,
  { id, name }: { readonly id: string; readonly name: string },
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  return audit(tx, { action, subject: { kind: 'person', id, name }, details });
}

interface Update {
  readonly id: string;
  readonly patch: PersonPatch;
  readonly asker: Asker;
}

async function update(parts: Parts, tx: Tx, { id, patch, asker }: Update): Promise<PersonChanged> {
  const before = await findIn(parts, tx, id);
  const { role = before.role } = patch;
  const wantsSight = id === asker.id && role !== before.role && isViewingRole(role);
  const values = {
    name: patch.name?.trim() ?? before.name,
    role: wantsSight ? before.role : role,
    cameras: patch.cameras === undefined ? before.cameras : patch.cameras,
    isSuspended: patch.isSuspended ?? before.isSuspended,
  };
  if (values.role !== 'administrator' || values.isSuspended) await keepAnAdministrator(parts, tx, before);
  await parts.store.update(tx, id, values, new Date(parts.clock()));
  if (values.isSuspended) await parts.store.endSessions(tx, id);
  const person = await findIn(parts, tx, id);
  const { habilitations: _before, ...from } = before;
  const { habilitations: _after, ...to } = person;
  await record(parts, tx, 'person.update', person, { changes: changedFields(from, to) });
  const proposal = wantsSight ? await propose(parts, tx, { person, kind: 'role', content: { role } }) : null;
  return { person, proposal };
}

async function keepAnAdministrator({ store }: Parts, tx: Tx, person: Person): Promise<void> {
  if (person.role !== 'administrator' || (await store.otherAdministrators(tx, person.id)) > 0) return;
  throw conflict(
    'role',
    `${person.name} is the only administrator`,
    'make another person administrator first',
  );
}

async function grant(parts: Parts, tx: Tx, person: Person, input: HabilitationInput): Promise<void> {
  const id = await parts.store.insertHabilitation(tx, person.id, input, new Date(parts.clock()));
  await parts.audit(tx, {
    action: 'habilitation.create',
    subject: { kind: 'habilitation', id, name: input.act },
    details: { person: person.name, personId: person.id, ...input },
  });
}

interface Wish {
  readonly person: Person;
  readonly kind: 'role' | 'habilitation';
  readonly content: object;
}

/** Only the person concerned gets here: who manages people may do all else at once. */
async function propose(parts: Parts, tx: Tx, { person, kind, content }: Wish): Promise<Proposal> {
  const at = new Date(parts.clock());
  const id = await parts.proposals.insert(tx, {
    personId: person.id,
    kind,
    content,
    proposedBy: person.id,
    at,
  });
  await record(parts, tx, 'person.propose', person, { proposal: id, kind, ...content });
  const proposal = await parts.proposals.find(tx, id);
  if (proposal === undefined) throw new Error('the proposal was not stored');
  parts.events?.publish('rights', { proposalId: id, personName: person.name, state: 'open' });
  return shown(proposal);
}

interface Verdict {
  readonly id: number;
  readonly confirm: boolean;
  readonly asker: Asker;
}

async function decide(parts: Parts, tx: Tx, { id, confirm, asker }: Verdict): Promise<Proposal> {
  const proposal = await parts.proposals.find(tx, id);
  if (proposal === undefined) throw new VigieError('not-found', `There is no proposal ${id}`);
  if (asker.id === proposal.proposedBy || asker.id === proposal.personId)
    throw new VigieError('forbidden', 'A second person decides on this', {
      fix: 'ask another administrator, or the data protection officer',
    });
  const state = confirm ? 'confirmed' : 'refused';
  if (!(await parts.proposals.decide(tx, id, { state, by: asker.id, at: new Date(parts.clock()) })))
    throw new VigieError('conflict', 'This proposal was decided before');
  const person = await findIn(parts, tx, proposal.personId);
  await record(parts, tx, `person.proposal-${state}`, person, { proposal: id, kind: proposal.kind });
  if (confirm) await carryOut(parts, tx, person, proposal);
  parts.events?.publish('rights', { proposalId: id, personName: person.name, state });
  return { ...shown(proposal), state };
}

async function carryOut(parts: Parts, tx: Tx, person: Person, { kind, content }: Proposal): Promise<void> {
  if (kind === 'habilitation') {
    await grant(parts, tx, person, content as HabilitationInput);
    return;
  }
  const { role } = content as { readonly role: Role };
  await keepAnAdministrator(parts, tx, person);
  await parts.store.update(tx, person.id, { ...person, role }, new Date(parts.clock()));
  await record(parts, tx, 'person.update', person, { changes: { role: { from: person.role, to: role } } });
}

function refuseFaults({ validFrom, validUntil, dailyFrom, dailyUntil }: HabilitationInput): void {
  if (validUntil < validFrom) throw invalidField('validUntil', 'lies before validFrom');
  if (((dailyFrom ?? null) === null) !== ((dailyUntil ?? null) === null))
    throw invalidField('dailyUntil', 'goes with dailyFrom', 'give both, or neither');
}

function conflict(field: string, message: string, fix: string): VigieError {
  return new VigieError('conflict', `${field}: ${message}`, { faults: [{ field, message, fix }] });
}
