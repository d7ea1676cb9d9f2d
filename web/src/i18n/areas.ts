import { accounts } from './texts/accounts.ts';
import { addCamera } from './texts/add-camera.ts';
import { alerts } from './texts/alerts.ts';
import { audit } from './texts/audit.ts';
import { cameras } from './texts/cameras.ts';
import { classes } from './texts/classes.ts';
import { common } from './texts/common.ts';
import { compliance } from './texts/compliance.ts';
import { desk } from './texts/desk.ts';
import { editor } from './texts/editor.ts';
import { fields } from './texts/fields.ts';
import { firstSteps } from './texts/first-steps.ts';
import { help } from './texts/help.ts';
import { law } from './texts/law.ts';
import { live } from './texts/live.ts';
import { notifications } from './texts/notifications.ts';
import { overview } from './texts/overview.ts';
import { people } from './texts/people.ts';
import { places } from './texts/places.ts';
import { recordings } from './texts/recordings.ts';
import { register } from './texts/register.ts';
import { requests } from './texts/requests.ts';
import { ruleTimes } from './texts/rule-times.ts';
import { shell } from './texts/shell.ts';
import { statistics } from './texts/statistics.ts';
import { zones } from './texts/zones.ts';

/** Every text of the interface, both languages side by side. */
export const areas = {
  accounts,
  addCamera,
  alerts,
  audit,
  cameras,
  classes,
  common,
  compliance,
  editor,
  fields,
  firstSteps,
  help,
  desk,
  ruleTimes,
  law,
  live,
  notifications,
  overview,
  people,
  places,
  recordings,
  register,
  requests,
  shell,
  statistics,
  zones,
};
