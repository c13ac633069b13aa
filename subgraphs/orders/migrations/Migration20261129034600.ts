import { Migration } from '@mikro-orm/migrations';

export class Migration20261129034600 extends Migration {

  override name = 'Migration20261129034600';

  override up(): void | Promise<void> {
    this.addSql(`create table \`OrderBreach\` (\`id\` varchar(64) not null, \`shipmentId\` varchar(64) not null, \`claim\` mediumtext not null, \`foundAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    // A claim of before is about a refused parcel.
    this.addSql(`alter table \`OrderClaim\` add \`about\` varchar(40) not null default 'parcel', add \`orderId\` varchar(64) not null default '';`);
    this.addSql(`update \`OrderClaim\` set \`orderId\` = \`id\`;`);
    this.addSql(`alter table \`OrderClaim\` alter column \`about\` drop default, alter column \`orderId\` drop default;`);
    this.addSql(`alter table \`OrderClaim\` drop index \`OrderClaim_shipmentId_unique\`;`);
    this.addSql(`alter table \`OrderClaim\` change \`returnedAtMs\` \`payableAtMs\` bigint null;`);
    this.addSql(`alter table \`OrderClaim\` add index \`OrderClaim_orderId_index\` (\`orderId\`);`);
  }

}
