import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Context } from '../data/context.ts';
import type { ActRecord } from './act-record.ts';
import { must } from '../rules/checked.ts';
import { Refusal } from '../rules/graphql.ts';
import { rolesAllowedBy, type PermissionTree } from '../rules/permissions.ts';

const SUBJECTS_MAX = 10;
const DEPTH_MAX = 4;
const ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/**
 * What a refused mutation was aimed at: the ids in its arguments, by field name. Only what has the form of our ids, so
 * that nothing personal gets in.
 */
export function idsIn(args: unknown, depth = DEPTH_MAX): ActRecord['subject'] {
  if (args === null || typeof args !== 'object' || depth === 0) return [];
  return Object.entries(args)
    .flatMap(([name, value]) => {
      if (typeof value === 'string' && ID.test(value) && /^id$|Ids?$/.test(name))
        return [{ type: name === 'id' ? 'named' : name.replace(/Ids?$/, ''), id: value }];
      if (Array.isArray(value) && name.endsWith('Ids'))
        return value
          .filter((id) => typeof id === 'string' && ID.test(id))
          .map((id: string) => ({ type: name.slice(0, -3), id }));
      return idsIn(value, depth - 1);
    })
    .slice(0, SUBJECTS_MAX);
}

/**
 * Wraps each mutation of a guarded schema: names the act that begins, and records it where it is refused, by a value or
 * by a rule, before the answer goes out.
 */
export function watchMutations(schema: GraphQLSchema, permissions: PermissionTree): void {
  for (const [name, field] of Object.entries(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = must(field.resolve, `what the mutation ${name} does`);
    const allowedRoles = rolesAllowedBy(permissions, 'Mutation', name);
    field.resolve = async (root, args, context: Context, info) => {
      context.beginAct(name, allowedRoles);
      const refused = (answer: unknown) => {
        if (answer instanceof Refusal) {
          const { reason: code, clause } = answer;
          return context.recordRefusal({ code, clause }, idsIn(args));
        }
        return isForbidden(answer) ? context.recordRefusal({ code: 'FORBIDDEN' }, idsIn(args)) : null;
      };
      try {
        const answer: unknown = await resolve(root, args, context, info);
        await refused(answer);
        return answer;
      } catch (error) {
        await refused(error);
        throw error;
      }
    };
  }
}

const isForbidden = (error: unknown): boolean =>
  error instanceof GraphQLError && error.extensions['code'] === 'FORBIDDEN';
