import { Migration } from '@mikro-orm/migrations';

export class Migration20261129212135 extends Migration {

  override name = 'Migration20261129212135';

  override up(): void | Promise<void> {
    this.addSql(`create table \`MessageSms\` (\`id\` varchar(64) not null, \`accountId\` varchar(64) not null, \`partyId\` varchar(64) null, \`kind\` varchar(40) not null, \`params\` mediumtext not null, \`orderId\` varchar(64) null, \`lotId\` varchar(64) null, \`waitsFor\` varchar(120) null, \`state\` varchar(40) not null, \`attempts\` int not null, \`costFen\` bigint not null, \`nextAtMs\` bigint not null, \`settledAtMs\` bigint null, \`outcome\` varchar(255) null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`MessageSms\` add unique \`MessageSms_waitsFor_unique\` (\`waitsFor\`);`);
    this.addSql(`alter table \`MessageSms\` add index \`MessageSms_state_nextAtMs_index\` (\`state\`, \`nextAtMs\`);`);
    this.addSql(`alter table \`MessageSms\` add index \`MessageSms_settledAtMs_index\` (\`settledAtMs\`);`);
    this.addSql(`alter table \`MessageSms\` add index \`MessageSms_accountId_index\` (\`accountId\`);`);

    this.addSql(`create table \`MessageWish\` (\`accountId\` varchar(64) not null, \`way\` varchar(40) not null, \`isQuietAtNight\` tinyint(1) not null, \`changedAtMs\` bigint not null, primary key (\`accountId\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);

    this.addSql(`alter table \`Message\` add \`reader\` varchar(40) null, add \`partyId\` varchar(64) null;`);

    this.addSql(`alter table \`MessageIntent\` add index \`MessageIntent_settledAtMs_index\` (\`settledAtMs\`);`);

    // What was to be told of recalls, and was, goes on in the table of all messages by SMS.
    this.addSql(`insert into \`MessageSms\` (\`id\`, \`accountId\`, \`partyId\`, \`kind\`, \`params\`, \`orderId\`, \`lotId\`, \`waitsFor\`, \`state\`, \`attempts\`, \`costFen\`, \`nextAtMs\`, \`settledAtMs\`, \`outcome\`) select \`id\`, \`accountId\`, null, 'goods-stopped', json_object('goods', \`goods\`, 'lot', \`lotCode\`), \`orderId\`, \`lotId\`, null, \`state\`, \`attempts\`, 0, \`nextAtMs\`, \`settledAtMs\`, \`outcome\` from \`RecallSms\`;`);
  }
}
