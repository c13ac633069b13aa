import { Migration } from '@mikro-orm/migrations';

export class Migration20261202020946 extends Migration {

  override name = 'Migration20261202020946';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Complaint\` add \`decidedBy\` varchar(64) null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`create table \`HealthHour\` (\`hourMs\` bigint unsigned not null auto_increment primary key, \`probeCount\` int not null, \`failedCount\` int not null, \`loadTotal\` double not null, \`loadMax\` double not null, \`lastProbeAtMs\` bigint not null) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`create table \`RecallSms\` (\`id\` varchar(64) not null, \`accountId\` varchar(64) not null, \`orderId\` varchar(64) not null, \`lotId\` varchar(64) not null, \`lotCode\` varchar(80) not null, \`goods\` varchar(255) not null, \`state\` varchar(40) not null, \`attempts\` int not null, \`nextAtMs\` bigint not null, \`settledAtMs\` bigint null, \`outcome\` varchar(255) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`RecallSms\` add index \`RecallSms_state_nextAtMs_index\` (\`state\`, \`nextAtMs\`);`);
  }

}
