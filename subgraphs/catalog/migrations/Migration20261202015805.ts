import { Migration } from '@mikro-orm/migrations';

export class Migration20261202015805 extends Migration {

  override name = 'Migration20261202015805';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`MemberGrower\` add \`answeredAtMs\` bigint null;`);
    // Whoever has answered with their account keeps it.
    this.addSql(`update \`MemberGrower\` set \`answeredAtMs\` = (select max(s.\`answeredAtMs\`) from \`PoolShare\` s where s.\`growerId\` = \`MemberGrower\`.\`id\` and s.\`accountId\` = \`MemberGrower\`.\`accountId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`MemberGrower\` drop column \`answeredAtMs\`;`);
  }

}
