import { Migration } from '@mikro-orm/migrations';

export class Migration20261202005921 extends Migration {

  override name = 'Migration20261202005921';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Recovery\` add \`returnFailedAtMs\` bigint null;`);
    // What was open before is asked for by the clock, too: three weeks after it was opened.
    this.addSql(`update \`Recovery\` v join \`Advance\` a on a.\`id\` = v.\`advanceId\`
      join \`Refund\` r on r.\`id\` = a.\`refundId\` and r.\`partyId\` = v.\`partyId\`
      set v.\`nextAtMs\` = v.\`openedAtMs\` + 1814400000 where v.\`state\` = 'open';`);
  }

}
