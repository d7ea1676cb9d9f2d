import { text } from 'node:stream/consumers';
import { Command, Option } from 'commander';
import pc from 'picocolors';
import { actAs, commandActor } from '#app/acting.ts';
import { type Admin, openAdmin } from '#app/open-admin.ts';
import { PersonInput } from '#features/accounts/account-schema.ts';
import { HabilitationInput } from '#features/accounts/habilitation-schema.ts';
import { keyScopes, type Role, roles } from '#features/accounts/permissions.ts';
import { invalid, invalidField, VigieError } from '#foundation/errors.ts';
import { createCheck } from '#foundation/schema-check.ts';
import { promptSecret } from './prompt-secret.ts';

const checkPerson = createCheck(PersonInput);
const checkHabilitation = createCheck(HabilitationInput);
const personRoles = roles.filter((role) => role !== 'device');

/** `vigie admin …`: people and keys, without the web pages. */
export function adminCommand(): Command {
  return new Command('admin')
    .summary('people, passwords and API keys')
    .description(
      'Create people, reset passwords, make API keys. Works beside a running `vigie serve` and without.',
    )
    .addCommand(createPersonCommand())
    .addCommand(habilitateCommand())
    .addCommand(resetCommand())
    .addCommand(keyCommand())
    .addHelpText(
      'after',
      `
Examples:
  vigie admin create --name "Ada Martin" --email ada@example.org --role operator
  pass show vigie | vigie admin create --name Ada --email ada@example.org --role administrator --password-stdin
  vigie admin habilitate --email ada@example.org --act 2026-14 --trained-on 2026-01-15 --from 2026-02-01 --until 2027-01-31
  vigie admin reset --email ada@example.org
  vigie admin key --name prometheus --scope metrics:read`,
    );
}

const configOption = (): Option => new Option('-c, --config <file>', 'settings, as for vigie serve');

interface PersonFlags {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly passwordStdin?: boolean;
  readonly config?: string;
}

function createPersonCommand(): Command {
  return new Command('create')
    .summary('create a person')
    .description(
      'Create a person who can sign in. The password is asked for, or read from the standard input.',
    )
    .requiredOption('--name <name>', 'name that others read')
    .requiredOption('--email <address>', 'e-mail address to sign in with')
    .addOption(
      new Option('--role <role>', 'what the person may do').choices(personRoles).makeOptionMandatory(),
    )
    .option('--password-stdin', 'read the password from the standard input')
    .addOption(configOption())
    .action(async ({ name, email, role, passwordStdin, config }: PersonFlags) => {
      const checked = checkPerson({ name, email, password: await readPassword(passwordStdin === true) });
      if (!checked.ok) throw invalid('the person cannot be created', checked.faults);
      await withAdmin(config, async ({ accounts }) => {
        const person = await accounts.createPerson(checked.value, role);
        console.log(`${person.name} <${person.email}> can sign in as ${person.role}`);
      });
    });
}

async function readPassword(fromInput: boolean): Promise<string> {
  if (fromInput) return (await text(process.stdin)).replace(/\r?\n$/, '');
  if (!process.stdin.isTTY)
    throw invalidField('--password-stdin', 'is required without a terminal', 'pipe the password in');
  const password = await promptSecret('Password (at least 12 characters): ');
  const again = await promptSecret('The same again: ');
  if (password !== again) throw invalidField('password', 'the two are not the same');
  return password;
}

interface HabilitationFlags {
  readonly email: string;
  readonly act: string;
  readonly trainedOn: string;
  readonly from: string;
  readonly until: string;
  readonly config?: string;
}

function habilitateCommand(): Command {
  return new Command('habilitate')
    .summary('give an operator the act by which they may see images')
    .description('Give a person a habilitation for the whole territory. Days are written 2026-09-01.')
    .requiredOption('--email <address>', 'address the person signs in with')
    .requiredOption('--act <number>', 'number of the act that names the person')
    .requiredOption('--trained-on <day>', 'day of the training in data protection')
    .requiredOption('--from <day>', 'first day')
    .requiredOption('--until <day>', 'last day, included')
    .addOption(configOption())
    .action(async ({ email, act, trainedOn, from, until, config }: HabilitationFlags) => {
      const checked = checkHabilitation({ act, trainedOn, validFrom: from, validUntil: until });
      if (!checked.ok) throw invalid('the habilitation cannot be given', checked.faults);
      await withAdmin(config, async ({ people }) => {
        const person = (await people.list()).find((one) => one.email === email.trim().toLowerCase());
        if (person === undefined) throw new VigieError('not-found', `Nobody has the address ${email}`);
        await people.grant(person.id, checked.value, { id: 'command', name: 'vigie admin' });
        console.log(`${person.name} may see images from ${from} to ${until} (act ${act})`);
      });
    });
}

function resetCommand(): Command {
  return new Command('reset')
    .summary('make a link with which a person sets a new password')
    .description('Print a link with which a person sets a new password. It works once, for 24 hours.')
    .requiredOption('--email <address>', 'address the person signs in with')
    .addOption(configOption())
    .action(async ({ email, config }: { readonly email: string; readonly config?: string }) => {
      await withAdmin(config, async ({ accounts, publicUrl }) => {
        const token = await accounts.issueResetToken(email);
        console.log(`Hand this link to ${email}; it works once, for 24 hours:`);
        console.log(`  ${pc.bold(`${publicUrl}/setup?reset=${token}`)}`);
      });
    });
}

interface KeyFlags {
  readonly name: string;
  readonly scope?: readonly string[];
  readonly days?: string;
  readonly remove?: boolean;
  readonly config?: string;
}

function keyCommand(): Command {
  return new Command('key')
    .summary('make or remove an API key')
    .description(
      'Make an API key, for `Authorization: Bearer …`. It is printed once and cannot be read again.',
    )
    .requiredOption('--name <name>', 'what the key is for')
    .option('--scope <scope...>', `what it may read: ${keyScopes.join(', ')}`)
    .option('--days <number>', 'days until it expires; by default never')
    .option('--remove', 'remove the key of this name')
    .addOption(configOption())
    .action(async ({ name, scope, days, remove, config }: KeyFlags) => {
      await withAdmin(config, async ({ keys }) => {
        if (remove === true) {
          await keys.remove(name);
          console.log(`The key "${name}" works no longer`);
          return;
        }
        console.log(await keys.create({ name, scopes: scope ?? [], expiresInDays: readDays(days) }));
      });
    });
}

function readDays(days: string | undefined): number | undefined {
  if (days === undefined || /^[1-9]\d{0,4}$/.test(days)) return days === undefined ? undefined : Number(days);
  throw invalidField('--days', `"${days}" is not a number of days`, 'write a whole number such as 365');
}

async function withAdmin(file: string | undefined, work: (admin: Admin) => Promise<void>): Promise<void> {
  const admin = await openAdmin(file);
  try {
    await actAs(commandActor('admin'), () => work(admin));
  } finally {
    await admin.close();
  }
}
