import { Migration } from '@mikro-orm/migrations';

export class Migration20261125170249 extends Migration {

  override name = 'Migration20261125170249';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`ApiClient\` add \`secretExpiresAtMs\` bigint null, add \`formerSecretHash\` varchar(64) null, add \`formerUntilMs\` bigint null, add \`scopes\` mediumtext null;`);

    this.addSql(`alter table \`Session\` add \`originSealed\` text null, add \`refusedAtMs\` bigint null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`ApiClient\` drop column \`secretExpiresAtMs\`, drop column \`formerSecretHash\`, drop column \`formerUntilMs\`, drop column \`scopes\`;`);

    this.addSql(`alter table \`Session\` drop column \`originSealed\`, drop column \`refusedAtMs\`;`);
  }

}
