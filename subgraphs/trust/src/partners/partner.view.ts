import { DateTime } from '@heitu/kit/graphql';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

@ObjectType('ClientKey', { description: "A public key of a partner's program." })
export class ClientKeyView {
  @Field(() => ID) id: string;
  @Field({ description: 'RFC 7638, SHA-256.' }) thumbprint: string;
  @Field(() => DateTime, { name: 'addedAt' }) addedAtMs: number;
}
@ObjectType('ApiClientChanged')
export class ApiClientChanged {
  @Field(() => ID) clientId: string;
}

@InputType()
export class AddClientKeyInput {
  @Field(() => ID) clientId: string;
  @Field({ description: 'The public key as a JWK in JSON: Ed25519, P-256 or RSA.' }) jwk: string;
}
@InputType()
export class EndClientKeyInput {
  @Field(() => ID) clientId: string;
  @Field(() => ID) keyId: string;
}
@InputType()
export class EndFormerSecretInput {
  @Field(() => ID) clientId: string;
}
