/** The page's own words. A persona's phone speaks the persona's language: Russian, or English for everybody else. */

const RUSSIAN = {
  chat: "Переписка", bot: "Бот", you: "Вы", edited: "изменено", typing: "Бот печатает", toEnd: "К последним сообщениям",
  write: "Сообщение", send: "Отправить", commands: "Команды", more: "Файл и другое", cancel: "Отменить", ok: "Понятно",
  block: "Заблокировать бота", unblock: "Разблокировать бота", blocked: "бот заблокирован",
  empty: "Здесь пока тихо.", begin: "Начать",
  noCommands: "Бот ещё не назвал команды",
  file: "Файл или фото", sticker: "Стикер", voice: "Голосовое сообщение",
  contact: "Свой контакт", stranger: "Чужой контакт", forward: "Пересланное сообщение", location: "Место на карте",
  photo: "Фото", video: "Видео", audio: "Запись",
  document: "Файл", download: "Скачать", poll: "Опрос", unknown: "Другое сообщение",
  forwardedFrom: "Переслано:", editing: "Исправляете сообщение", edit: "Исправить", reply: "Ответить", actions: "Что сделать с сообщением",
  press: "Нажать необычно", twice: "Нажать дважды подряд", expired: "Нажать слишком поздно",
  inaccessible: "Нажать в очень старом сообщении", foreign: "Нажать кнопку из чужого чата",
  showAll: "Показать целиком", showLess: "Свернуть", spoiler: "Скрытый текст, нажмите, чтобы прочесть",
  copied: "Скопировано", failed: "Не получилось", unread: "непрочитанных",
  newTab: "откроется в новой вкладке", kilobytes: "КБ", megabytes: "МБ",
  neighbourText: "Соседи, собираемся в субботу у клуба.", neighbour: "Сосед Иван", neighbourPhone: "+70000000000",
};

const ENGLISH = {
  chat: "Conversation", bot: "Bot", you: "You", edited: "edited", typing: "The bot is typing", toEnd: "To the newest messages",
  write: "Message", send: "Send", commands: "Commands", more: "File and more", cancel: "Cancel", ok: "OK",
  block: "Block the bot", unblock: "Unblock the bot", blocked: "bot is blocked",
  empty: "It is quiet here.", begin: "Start",
  noCommands: "The bot has named no commands yet",
  file: "File or photo", sticker: "Sticker", voice: "Voice message",
  contact: "My contact", stranger: "Somebody else's contact",
  forward: "Forwarded message", location: "Location",
  photo: "Photo", video: "Video", audio: "Audio",
  document: "File", download: "Download", poll: "Poll", unknown: "Another message",
  forwardedFrom: "Forwarded from", editing: "You are editing a message", edit: "Edit", reply: "Reply", actions: "Message actions",
  press: "Press in an unusual way", twice: "Press twice at once", expired: "Press too late",
  inaccessible: "Press in a very old message", foreign: "Press a button of another chat",
  showAll: "Show all", showLess: "Show less", spoiler: "Hidden text, press to read",
  copied: "Copied", failed: "That did not work", unread: "unread", newTab: "opens in a new tab", kilobytes: "KB", megabytes: "MB",
  neighbourText: "Neighbours, we meet on Saturday at the club.", neighbour: "Ivan, a neighbour", neighbourPhone: "+70000000000",
};

/** The words for a language code of Bot API (`language_code`). */
export function wordsFor(code) {
  return isRussian(code) ? RUSSIAN : ENGLISH;
}

/** The locale in which dates are written for that person. */
export function localeFor(code) {
  return isRussian(code) ? "ru-RU" : "en-GB";
}

function isRussian(code) {
  return !code || code.startsWith("ru");
}
