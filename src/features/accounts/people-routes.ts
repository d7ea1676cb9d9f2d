import { Type } from 'typebox';
import { Id } from '#foundation/wire-schema.ts';
import { type Principal, principalOf, signedIn } from '#http/access.ts';
import type { App } from '#http/http-server.ts';
import { Nothing, WholeList } from '#http/route-parts.ts';
import type { AccountService } from './account-service.ts';
import { HabilitationInput } from './habilitation-schema.ts';
import { permissionLabels, roleLabels } from './labels.ts';
import {
  OneTimeLink,
  Person,
  PersonChange,
  PersonInvitation,
  PersonPatch,
  RoleView,
} from './people-schema.ts';
import type { PeopleService } from './people-service.ts';
import { rolePermissions, roles } from './permissions.ts';

interface PeopleRouteParts {
  readonly accounts: AccountService;
  readonly people: PeopleService;
}

const tags = ['People'];
const config = { permission: 'people:manage' };
/** The path of a person. */
export const PersonPath = Type.Object({ person: Type.String({ minLength: 1, maxLength: 100 }) });
const HabilitationPath = Type.Object({ ...PersonPath.properties, habilitation: Id });
const Invited = Type.Object({ person: Person, link: OneTimeLink });

/** Who asks, for the rule of the second person. */
export const askerOf = ({ id, name }: Principal): { readonly id: string; readonly name: string } => ({
  id,
  name,
});

/** People: who they are, what they may do, whose images they may see. */
export function registerPeopleRoutes(app: App, parts: PeopleRouteParts): void {
  const { people, accounts } = parts;
  app.get(
    '/api/v1/roles',
    {
      config: { permission: signedIn },
      schema: { summary: 'Roles, and what each may do', tags, response: { 200: WholeList(RoleView) } },
    },
    () => ({
      items: roles.map((role) => ({
        role,
        name: { ...roleLabels[role].name },
        help: { ...roleLabels[role].help },
        permissions: rolePermissions[role].map((permission) => ({
          permission,
          name: { ...permissionLabels[permission] },
        })),
        forPeople: role !== 'device',
      })),
    }),
  );
  app.get(
    '/api/v1/people',
    { config, schema: { summary: 'People', tags, response: { 200: WholeList(Person) } } },
    async () => ({ items: await people.list() }),
  );
  app.post(
    '/api/v1/people',
    {
      config,
      schema: {
        summary: 'Invite a person: answers a link with which they choose a password, once, for 24 hours',
        tags,
        body: PersonInvitation,
        response: { 201: Invited },
      },
    },
    async (request, reply) => {
      const person = await people.invite(request.body);
      return reply.status(201).send({ person, link: await accounts.issueLink(person.email) });
    },
  );
  app.get(
    '/api/v1/people/:person',
    { config, schema: { summary: 'A person', tags, params: PersonPath, response: { 200: Person } } },
    (request) => people.find(request.params.person),
  );
  registerPersonChanges(app, parts);
  registerHabilitations(app, people);
}

function registerPersonChanges(app: App, { people, accounts }: PeopleRouteParts): void {
  app.patch(
    '/api/v1/people/:person',
    {
      config,
      schema: {
        summary: 'Change name, role or cameras of a person; suspend them',
        description:
          'A role that sees images, asked for by the person themselves, becomes a proposal that another person decides.',
        tags,
        params: PersonPath,
        body: PersonPatch,
        response: { 200: PersonChange },
      },
    },
    (request) => people.update(request.params.person, request.body, askerOf(principalOf(request))),
  );
  app.delete(
    '/api/v1/people/:person',
    {
      config,
      schema: { summary: 'Remove a person', tags, params: PersonPath, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await people.remove(request.params.person);
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/api/v1/people/:person/link',
    {
      config,
      schema: {
        summary: 'A link with which a person chooses a new password, once, for 24 hours',
        tags,
        params: PersonPath,
        response: { 201: OneTimeLink },
      },
    },
    async (request, reply) => {
      const { email } = await people.find(request.params.person);
      return reply.status(201).send(await accounts.issueLink(email));
    },
  );
  app.delete(
    '/api/v1/people/:person/second-factor',
    {
      config,
      schema: {
        summary: 'Forget the second factor of another person who lost it; ends their sessions',
        tags,
        params: PersonPath,
        response: { 200: Person },
      },
    },
    (request) => people.resetSecondFactor(request.params.person, askerOf(principalOf(request))),
  );
}

function registerHabilitations(app: App, people: PeopleService): void {
  app.post(
    '/api/v1/people/:person/habilitations',
    {
      config,
      schema: {
        summary: 'Give a habilitation: the act by which a person may see images',
        description: 'To oneself it becomes a proposal that another person decides.',
        tags,
        params: PersonPath,
        body: HabilitationInput,
        response: { 201: PersonChange },
      },
    },
    async (request, reply) =>
      reply
        .status(201)
        .send(await people.grant(request.params.person, request.body, askerOf(principalOf(request)))),
  );
  app.delete(
    '/api/v1/people/:person/habilitations/:habilitation',
    {
      config,
      schema: {
        summary: 'End a habilitation now',
        tags,
        params: HabilitationPath,
        response: { 200: Person },
      },
    },
    (request) => people.endHabilitation(request.params.person, request.params.habilitation),
  );
}
