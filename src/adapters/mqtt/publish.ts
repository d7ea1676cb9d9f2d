import { isIP } from 'node:net';
import { connectAsync, type IClientOptions } from 'mqtt';
import type { Broker, Publish, ReachHost, SendFault } from '#features/notifications/ports.ts';
import { connectionFault } from '#foundation/connection-fault.ts';

const patienceMs = 10_000;

/**
 * Makes the publishing to a broker (MQTT 5, QoS 1, never retained: who subscribes later learns nothing of before). The
 * connection goes to the address that was checked and to no other.
 */
export function createPublish(reach: ReachHost): Publish {
  return async (broker, password, { topic, payload }) => {
    const reached = await reach(broker.host);
    if ('fault' in reached) return { ...reached.fault, scope: 'channel' };
    if (broker.security === 'none' && !reached.isOwnNetwork)
      return {
        code: 'no-encryption',
        detail: 'messages would cross the internet in the clear',
        scope: 'channel',
      };
    try {
      const client = await connectAsync(optionsOf(broker, reached.address, password));
      try {
        await inTime(client.publishAsync(topic, payload, { qos: 1, retain: false }));
      } finally {
        await client.endAsync(true);
      }
      return undefined;
    } catch (error) {
      return faultOf(error);
    }
  };
}

function optionsOf(broker: Broker, address: string, password: string | undefined): IClientOptions {
  const { host, port, security, user } = broker;
  return {
    host: address,
    port,
    protocol: security === 'tls' ? 'mqtts' : 'mqtt',
    protocolVersion: 5,
    ...(security === 'tls' && isIP(host) === 0 ? { servername: host } : {}),
    ...(user === undefined ? {} : { username: user, password: password ?? '' }),
    clean: true,
    reconnectPeriod: 0,
    connectTimeout: patienceMs,
  } as IClientOptions;
}

/** A broker that takes the message and never says so. */
async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })),
      patienceMs,
    );
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Reason codes of MQTT 5 (and 4, 5 of MQTT 3.1.1) that are about who asks. */
const unwelcome = new Set([4, 5, 0x86, 0x87, 0x8c]);

function faultOf(thrown: unknown): SendFault {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const { code } = error as { readonly code?: unknown };
  const detail = typeof code === 'number' ? `MQTT ${code}` : String(code ?? error.name);
  if (typeof code === 'number') {
    const isUnwelcome = unwelcome.has(code);
    return { code: isUnwelcome ? 'wrong-password' : 'answer', detail, scope: 'channel' };
  }
  const connection = connectionFault(error) ?? (/timeout/i.test(error.message) ? 'timeout' : undefined);
  return { code: connection ?? 'other', detail, scope: 'channel' };
}
