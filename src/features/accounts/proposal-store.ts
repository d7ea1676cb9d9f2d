import { sql } from 'kysely';
import { queries } from '#database/queries.ts';
import type { Tx } from '#foundation/unit-of-work.ts';
import type { Proposal } from './people-schema.ts';

/** A proposal with the name of who made it, to keep that person from deciding. */
export interface StoredProposal extends Proposal {
  readonly proposedBy: string;
}

/** Rights that wait for a second person. */
export interface ProposalStore {
  list(tx: Tx): Promise<StoredProposal[]>;
  find(tx: Tx, id: number): Promise<StoredProposal | undefined>;
  insert(
    tx: Tx,
    proposal: Pick<StoredProposal, 'personId' | 'kind' | 'content' | 'proposedBy'> & { readonly at: Date },
  ): Promise<number>;
  /** False when somebody decided meanwhile. */
  decide(tx: Tx, id: number, decision: ProposalDecided): Promise<boolean>;
}

interface ProposalDecided {
  readonly state: 'confirmed' | 'refused';
  readonly by: string;
  readonly at: Date;
}

/** Proposals in PostgreSQL. */
export function createProposalStore(territoryId: number): ProposalStore {
  const select = async (tx: Tx, id: number | null): Promise<StoredProposal[]> => {
    const { rows } = await sql<StoredProposal>`
      SELECT proposal.id, person_id AS "personId", person.name AS "personName", kind, content, state,
             proposed_by AS "proposedBy",
             to_char(proposed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "proposedAt"
        FROM rights_proposal AS proposal JOIN person ON person.id = person_id
       WHERE proposal.territory_id = ${territoryId} AND (${id}::bigint IS NULL OR proposal.id = ${id})
       ORDER BY proposal.id DESC LIMIT 500`.execute(queries(tx));
    return rows;
  };
  return {
    list: (tx) => select(tx, null),
    find: async (tx, id) => (await select(tx, id))[0],
    async insert(tx, { personId, kind, content, proposedBy, at }) {
      const { rows } = await sql<{ id: number }>`
        INSERT INTO rights_proposal (territory_id, person_id, kind, content, proposed_by, proposed_at)
        VALUES (${territoryId}, ${personId}, ${kind}, ${JSON.stringify(content)}, ${proposedBy}, ${at})
        RETURNING id`.execute(queries(tx));
      return rows[0]?.id ?? 0;
    },
    async decide(tx, id, { state, by, at }) {
      const { numAffectedRows } = await sql`
        UPDATE rights_proposal SET state = ${state}, decided_by = ${by}, decided_at = ${at}
         WHERE id = ${id} AND state = 'open'`.execute(queries(tx));
      return numAffectedRows === 1n;
    },
  };
}
