import { Migration } from '@mikro-orm/migrations';

export class Migration20261203071747 extends Migration {

  override name = 'Migration20261203071747';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Compensation\` add \`recoveryId\` varchar(26) null, add \`toMerchant\` varchar(40) null, add \`billNo\` varchar(64) null;`);
    this.addSql(`alter table \`Compensation\` modify \`transactionId\` varchar(40) null;`);
    this.addSql(`alter table \`Compensation\` add index \`Compensation_recoveryId_index\` (\`recoveryId\`);`);
    this.addSql(`alter table \`Compensation\` add index \`Compensation_billNo_index\` (\`billNo\`);`);
    // What sellers are owed already: ten working days are two weeks.
    this.addSql(`update \`Recovery\` set \`nextAtMs\` = \`openedAtMs\` + 1209600000 where \`state\` = 'open' and \`advanceId\` is null and \`creditorPartyId\` <> '' and \`partyId\` <> '' and \`nextAtMs\` is null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Compensation\` drop index \`Compensation_recoveryId_index\`;`);
    this.addSql(`alter table \`Compensation\` drop index \`Compensation_billNo_index\`;`);
    this.addSql(`alter table \`Compensation\` modify \`transactionId\` varchar(40) not null;`);
  }

}
