import { Migration } from '@mikro-orm/migrations';

export class Migration20261129050000 extends Migration {

  override name = 'Migration20261129050000';

  override up(): void | Promise<void> {
    this.addSql(`create table \`OrderBreach\` (\`id\` varchar(64) not null, \`shipmentId\` varchar(64) not null, \`claim\` mediumtext not null, \`foundAtMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`WeighIn\` (\`id\` varchar(26) not null, \`orderId\` varchar(64) not null, \`lineId\` varchar(64) not null, \`buyerAccountId\` varchar(64) not null, \`partyId\` varchar(64) not null, \`units\` int not null, \`statedGrams\` int not null, \`allowedGrams\` double not null, \`weighedGrams\` int not null, \`owedFen\` bigint not null, \`photoIds\` mediumtext not null, \`weighedAtMs\` bigint not null, \`paidFen\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`WeighIn\` add index \`WeighIn_orderId_index\` (\`orderId\`);`);
    this.addSql(`alter table \`WeighIn\` add unique \`WeighIn_lineId_unique\` (\`lineId\`);`);
    this.addSql(`alter table \`WeighIn\` add index \`WeighIn_weighedAtMs_index\` (\`weighedAtMs\`);`);
    this.addSql(`alter table \`OrderLine\` add \`netGrams\` int null;`);

    // A claim of before is about a refused parcel.
    this.addSql(`alter table \`OrderClaim\` add \`about\` varchar(40) not null default 'parcel', add \`orderId\` varchar(64) not null default '';`);
    this.addSql(`update \`OrderClaim\` set \`orderId\` = \`id\`;`);
    this.addSql(`alter table \`OrderClaim\` alter column \`about\` drop default, alter column \`orderId\` drop default;`);
    this.addSql(`alter table \`OrderClaim\` drop index \`OrderClaim_shipmentId_unique\`;`);
    this.addSql(`alter table \`OrderClaim\` change \`returnedAtMs\` \`payableAtMs\` bigint null;`);
    this.addSql(`alter table \`OrderClaim\` add index \`OrderClaim_orderId_index\` (\`orderId\`);`);
  }

}
