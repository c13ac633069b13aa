import { Migration } from '@mikro-orm/migrations';

export class Migration20261129153002 extends Migration {

  override name = 'Migration20261129153002';

  override up(): void | Promise<void> {
    this.addSql(`create table \`ExamSitting\` (\`id\` varchar(26) not null, \`accountId\` varchar(64) not null, \`partyId\` varchar(26) not null, \`kind\` varchar(40) not null, \`form\` varchar(40) not null, \`paperVersion\` int not null, \`openFor\` varchar(120) null, \`answers\` mediumtext null, \`state\` varchar(40) not null, \`startedAtMs\` bigint not null, \`dueAtMs\` bigint not null, \`satOn\` varchar(10) not null, \`score\` int null, \`markedBy\` varchar(64) null, \`markedAtMs\` bigint null, \`endedBy\` varchar(64) null, \`endedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`ExamSitting\` add unique \`ExamSitting_openFor_unique\` (\`openFor\`);`);
    this.addSql(`alter table \`ExamSitting\` add index \`ExamSitting_accountId_kind_startedAtMs_index\` (\`accountId\`, \`kind\`, \`startedAtMs\`);`);
    this.addSql(`alter table \`ExamSitting\` add index \`ExamSitting_state_dueAtMs_index\` (\`state\`, \`dueAtMs\`);`);
    this.addSql(`alter table \`ExamSitting\` add index \`ExamSitting_startedAtMs_id_index\` (\`startedAtMs\`, \`id\`);`);

    this.addSql(`create table \`TrainingSeat\` (\`id\` varchar(26) not null, \`sessionId\` varchar(26) not null, \`accountId\` varchar(64) not null, \`partyId\` varchar(26) not null, \`state\` varchar(40) not null, \`attendedBy\` varchar(40) null, \`tries\` int not null, \`tickedBy\` varchar(64) null, \`signedUpAtMs\` bigint not null, \`attendedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`TrainingSeat\` add index \`TrainingSeat_accountId_id_index\` (\`accountId\`, \`id\`);`);
    this.addSql(`alter table \`TrainingSeat\` add unique \`TrainingSeat_sessionId_accountId_unique\` (\`sessionId\`, \`accountId\`);`);

    this.addSql(`create table \`TrainingSession\` (\`id\` varchar(26) not null, \`partyId\` varchar(26) not null, \`kind\` varchar(40) not null, \`audience\` varchar(40) not null, \`place\` varchar(255) not null, \`isOnline\` tinyint(1) not null, \`teacher\` text not null, \`startsAtMs\` bigint not null, \`endsAtMs\` bigint not null, \`seatsMax\` int not null, \`seatsTaken\` int not null, \`state\` varchar(40) not null, \`plannedBy\` varchar(64) not null, \`plannedAtMs\` bigint not null, \`endedAtMs\` bigint null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`TrainingSession\` add index \`TrainingSession_state_endsAtMs_index\` (\`state\`, \`endsAtMs\`);`);
    this.addSql(`alter table \`TrainingSession\` add index \`TrainingSession_startsAtMs_id_index\` (\`startsAtMs\`, \`id\`);`);

    this.addSql(`alter table \`Training\` add \`sittingId\` varchar(26) null;`);
    this.addSql(`alter table \`Training\` add unique \`Training_sittingId_unique\` (\`sittingId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Training\` drop index \`Training_sittingId_unique\`;`);
  }

}
