import { Migration } from '@mikro-orm/migrations';

export class Migration20261128175647 extends Migration {

  override name = 'Migration20261128175647';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`AfterSale\` add \`waitDueAtMs\` bigint null, add \`offeredFen\` bigint null, add \`offerNote\` text null, add \`offeredAtMs\` bigint null, add \`fetchedAtMs\` bigint null, add \`sentBackAtMs\` bigint null, add \`expressCompany\` varchar(255) null, add \`expressNumber\` varchar(255) null;`);
    this.addSql(`alter table \`AfterSale\` add index \`AfterSale_waitDueAtMs_index\` (\`waitDueAtMs\`);`);

    this.addSql(`alter table \`OrderLine\` add \`claimedFen\` bigint not null;`);
    // Requests that wait get a deadline too; a weekend in between is theirs.
    this.addSql(`update \`AfterSale\` set \`waitDueAtMs\` = \`decidedAtMs\` + 5 * 86400000 where \`state\` = 'approved';`);
    this.addSql(`update \`AfterSale\` set \`waitDueAtMs\` = \`handedOverAtMs\` + 4 * 86400000 where \`state\` = 'handed-over';`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`AfterSale\` drop index \`AfterSale_waitDueAtMs_index\`;`);
    this.addSql(`alter table \`AfterSale\` drop column \`waitDueAtMs\`, drop column \`offeredFen\`, drop column \`offerNote\`, drop column \`offeredAtMs\`, drop column \`fetchedAtMs\`, drop column \`sentBackAtMs\`, drop column \`expressCompany\`, drop column \`expressNumber\`;`);
    this.addSql(`alter table \`OrderLine\` drop column \`claimedFen\`;`);
  }

}
