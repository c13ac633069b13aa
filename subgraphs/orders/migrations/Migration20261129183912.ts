import { Migration } from '@mikro-orm/migrations';

export class Migration20261129183912 extends Migration {

  override name = 'Migration20261129183912';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`ChargeDay\` add \`shares\` int not null default 0, add \`sharesDiffering\` int not null default 0;`);

    this.addSql(`alter table \`ChargeDifference\` add \`receiverPartyId\` varchar(64) null;`);
  }

}
