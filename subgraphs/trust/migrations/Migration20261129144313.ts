import { Migration } from '@mikro-orm/migrations';

export class Migration20261129144313 extends Migration {

  override name = 'Migration20261129144313';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Measure\` add \`lookId\` varchar(26) null;`);
    this.addSql(`alter table \`Measure\` add unique \`Measure_partyId_lookId_unique\` (\`partyId\`, \`lookId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`create table \`HealthHour\` (\`hourMs\` bigint unsigned not null auto_increment primary key, \`probeCount\` int not null, \`failedCount\` int not null, \`loadTotal\` double not null, \`loadMax\` double not null, \`lastProbeAtMs\` bigint not null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`alter table \`Measure\` drop index \`Measure_partyId_lookId_unique\`;`);
  }

}
