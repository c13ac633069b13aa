import { Migration } from '@mikro-orm/migrations';

export class Migration20261130042802 extends Migration {

  override name = 'Migration20261130042802';

  override up(): void | Promise<void> {
    this.addSql(`create table \`DoorVisit\` (\`id\` varchar(26) not null, \`shipmentId\` varchar(26) not null, \`number\` int not null, \`outcome\` varchar(40) not null, \`atMs\` bigint not null, \`saidAtMs\` bigint null, \`arrivedAtMs\` bigint null, \`timeDoubt\` varchar(40) null, \`courierAccountId\` varchar(64) not null, \`buyerAccountId\` varchar(64) not null, \`photosSealed\` mediumtext not null, \`againAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`DoorVisit\` add unique \`DoorVisit_shipmentId_number_unique\` (\`shipmentId\`, \`number\`);`);

    this.addSql(`alter table \`Shipment\` add \`signingCodeRound\` int not null default 0, add \`signingCodeSentAtMs\` bigint null, add \`signingCodeAttempts\` int not null default 0, add \`doorProof\` varchar(40) null, add \`missedVisits\` int not null default 0;`);
  }

}
