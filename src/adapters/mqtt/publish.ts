import { isIP } from 'node:net';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { Broker, Publish, ReachHost, SendFault } from '#features/notifications/ports.ts';
import { connectionFault } from '#foundation/connection-fault.ts';

const connectMs = 10_000;
/** For the connection and the broker's word that it has the message. */
const patienceMs = 20_000;

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
    const client = connect(optionsOf(broker, reached.address, password));
    try {
      await Promise.race([deliver(client, topic, payload), lossOf(client)]);
      return undefined;
    } catch (error) {
      return faultOf(error);
    } finally {
      client.end(true);
    }
  };
}

async function deliver(client: MqttClient, topic: string, payload: string): Promise<void> {
  await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  await client.publishAsync(topic, payload, { qos: 1, retain: false });
}

/** Rejects when the connection fails, closes, or the broker stays silent; a fault after that harms nobody. */
function lossOf(client: MqttClient): Promise<never> {
  return new Promise((_, reject) => {
    const late = setTimeout(() => reject(faultWith('ETIMEDOUT')), patienceMs);
    client.on('error', reject);
    client.on('close', () => {
      clearTimeout(late);
      reject(faultWith('ECONNRESET'));
    });
  });
}

const faultWith = (code: string): Error => Object.assign(new Error('the broker does not answer'), { code });

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
    connectTimeout: connectMs,
  } as IClientOptions;
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
