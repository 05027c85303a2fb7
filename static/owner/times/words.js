/** Words of the kitchen's times. */
import { createWords } from "../../shared/words.js";

export const t = createWords({
  title: ["出餐时间", "Kitchen times"],
  back: ["返回", "Back"],
  loading: ["正在数…", "Counting…"],
  days: ["哪几天", "Days"],
  today: ["今天", "Today"],
  yesterday: ["昨天", "Yesterday"],
  week: ["近 7 天", "7 days"],
  month: ["近 30 天", "30 days"],
  from: ["从", "From"],
  to: ["到", "To"],
  fault: ["开始不能晚于结束，最多一年", "From before to, at most a year"],
  failed: ["没数成，请稍后再试", "It could not be counted; try again"],
  none: ["这几天没有进过厨房的菜", "Nothing went to the kitchen on these days"],
  none_about: ["厨房在屏上划菜，这里就有时间", "Times come from what cooks tap on their screens"],

  by: ["按什么看", "Grouped by"],
  station: ["档口", "Station"],
  hour: ["时段", "Hour"],
  dish: ["菜", "Dish"],
  median: ["一半不超过", "half within"],
  p90: ["九成不超过", "nine in ten within"],
  late: ["超时", "late"],
  ready: ["出餐道数", "dishes ready"],
  count: ["{n} 道", "{n} {n|dish|dishes}"],
  few: ["太少", "few"],
  tickets: ["整张单 {n} 张，一半 {time} 内出齐", "{n} whole {n|ticket|tickets}, half done within {time}"],
  heard: ["九成的单 {time} 内厨房屏就收到", "Screens had nine in ten tickets within {time}"],
  never: ["{n} 张单没有屏收到过", "{n} {n|ticket was|tickets were} never acknowledged by a screen"],
  recalled: ["召回 {n}", "{n} recalled"],
  voided: ["退菜 {n}", "{n} voided"],
  unfinished: ["没出 {n}", "{n} not finished"],
  no_station: ["没设档口", "No station"],
  gone: ["已删除", "Removed"],
  all: ["看全部 {n} 项", "All {n}"],
  hours_label: ["每个时段的出餐时间", "Times by the hour"],
  how: [
    "从进厨房到第一次划菜（先后上的菜从起菜算），精确到 5 秒；召回单独数。超时按当时的目标时间。",
    "From firing to the first bump, to 5 seconds; held courses from when they were fired. Recalls are counted apart. Late by the target as it was.",
  ],
  minute: ["{n} 分", "{n} min"],
});

/** 455 → "7:35"; nothing was ready → "–". */
export function minutes(seconds) {
  if (seconds === null) return "–";
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export const share = (part) => (part === null ? "–" : `${Math.round(part * 100)}%`);
