/** Generated from look/icons.svg by ./run compose: not to be edited. */
export const ICONS = {
 "home": {
  "line": "<path d=\"M4 11l8-7 8 7v8a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 19z\"/>",
  "grain": "<ellipse cx=\"12\" cy=\"14.6\" rx=\"2.1\" ry=\"3.4\" transform=\"rotate(14 12 14.6)\"/>"
 },
 "grid": {
  "line": "<rect x=\"4\" y=\"4\" width=\"6.5\" height=\"6.5\" rx=\"1.8\"/><rect x=\"13.5\" y=\"4\" width=\"6.5\" height=\"6.5\" rx=\"1.8\"/><rect x=\"4\" y=\"13.5\" width=\"6.5\" height=\"6.5\" rx=\"1.8\"/>",
  "grain": "<ellipse cx=\"16.8\" cy=\"16.8\" rx=\"2.3\" ry=\"3.6\" transform=\"rotate(24 16.8 16.8)\"/>"
 },
 "cart": {
  "line": "<path d=\"M3 4.5h2.4l2.2 11h10l2-7.7H6.2\"/><circle cx=\"9\" cy=\"19.4\" r=\"1.2\"/><circle cx=\"16.4\" cy=\"19.4\" r=\"1.2\"/>"
 },
 "me": {
  "line": "<circle cx=\"12\" cy=\"8.4\" r=\"3.9\"/><path d=\"M4.6 20c.7-4 3.6-6 7.4-6s6.7 2 7.4 6\"/>"
 },
 "scan": {
  "line": "<path d=\"M4 8.5V6a2 2 0 0 1 2-2h2.5M15.5 4H18a2 2 0 0 1 2 2v2.5M20 15.5V18a2 2 0 0 1-2 2h-2.5M8.5 20H6a2 2 0 0 1-2-2v-2.5M4 12h16\"/>"
 },
 "search": {
  "line": "<circle cx=\"11\" cy=\"11\" r=\"6.5\"/><path d=\"M16 16l4.2 4.2\"/>"
 },
 "chev": {
  "line": "<path d=\"M9.5 6l6 6-6 6\"/>"
 },
 "down": {
  "line": "<path d=\"M6 9.5l6 6 6-6\"/>"
 },
 "back": {
  "line": "<path d=\"M14.5 5l-7 7 7 7\"/>"
 },
 "phone": {
  "line": "<path d=\"M5 4.5h3.5l1.6 4.3-2.3 1.6a12 12 0 0 0 5.8 5.8l1.6-2.3 4.3 1.6V19a1.5 1.5 0 0 1-1.6 1.5A15.5 15.5 0 0 1 3.5 6.1 1.5 1.5 0 0 1 5 4.5z\"/>"
 },
 "pin": {
  "line": "<path d=\"M12 21s7-6.3 7-11.5A7 7 0 0 0 5 9.5C5 14.7 12 21 12 21z\"/>",
  "grain": "<ellipse cx=\"12\" cy=\"9.7\" rx=\"1.9\" ry=\"3\" transform=\"rotate(14 12 9.7)\"/>"
 },
 "go": {
  "line": "<path d=\"M4 11.5L20 4l-7.5 16-2-6.5z\"/>"
 },
 "truck": {
  "line": "<path d=\"M3 6.5h10.5v10H3zM13.5 10H18l3 3.5v3h-7.5\"/><circle cx=\"7.3\" cy=\"17.5\" r=\"1.9\"/><circle cx=\"17\" cy=\"17.5\" r=\"1.9\"/>"
 },
 "box": {
  "line": "<path d=\"M4 8l8-4 8 4v8.5l-8 4-8-4z\"/><path d=\"M4 8l8 4 8-4M12 12v8.5\"/>"
 },
 "camera": {
  "line": "<path d=\"M4 8h3.5l1.7-2.5h5.6L16.5 8H20v11H4z\"/><circle cx=\"12\" cy=\"13.2\" r=\"3.4\"/>"
 },
 "say": {
  "line": "<path d=\"M4 9.5v5h3.5l4.5 4v-13l-4.5 4z\"/><path d=\"M15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11\"/>"
 },
 "mic": {
  "line": "<rect x=\"9\" y=\"3.5\" width=\"6\" height=\"11\" rx=\"3\"/><path d=\"M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3\"/>"
 },
 "purse": {
  "line": "<path d=\"M4 8.5A2.5 2.5 0 0 1 6.5 6H18v3M4 8.5V17a2.5 2.5 0 0 0 2.5 2.5H20V9H6.5\"/>",
  "grain": "<ellipse cx=\"16\" cy=\"14.2\" rx=\"1.7\" ry=\"2.6\" transform=\"rotate(14 16 14.2)\"/>"
 },
 "check": {
  "line": "<path d=\"M5 12.5l4.5 4.5L19 7\"/>"
 },
 "x": {
  "line": "<path d=\"M6 6l12 12M18 6L6 18\"/>"
 },
 "plus": {
  "line": "<path d=\"M12 5v14M5 12h14\"/>"
 },
 "clock": {
  "line": "<circle cx=\"12\" cy=\"12\" r=\"8\"/><path d=\"M12 7.5V12l3 2\"/>"
 },
 "temp": {
  "line": "<path d=\"M10 13.2V5.5a2 2 0 0 1 4 0v7.7a4 4 0 1 1-4 0z\"/><path d=\"M12 10v6\"/><circle fill=\"currentColor\" stroke=\"none\" cx=\"12\" cy=\"16.6\" r=\"1.7\"/>"
 },
 "snow": {
  "line": "<path d=\"M12 3.5v17M4.6 7.75l14.8 8.5M19.4 7.75l-14.8 8.5M9.8 5l2.2 2 2.2-2M9.8 19l2.2-2 2.2 2\"/>"
 },
 "off": {
  "line": "<path d=\"M8 18.5h9a4 4 0 0 0 2.6-7M16.5 9.5A5.5 5.5 0 0 0 9.7 7M7 9.6a4.5 4.5 0 0 0 1 8.9M4 4l16 16\"/>"
 },
 "sync": {
  "line": "<path d=\"M19.5 9A8 8 0 0 0 5.3 7.8L4 9.5M4 5v4.5h4.5M4.5 15a8 8 0 0 0 14.2 1.2l1.3-1.7M20 19v-4.5h-4.5\"/>"
 },
 "tray": {
  "line": "<path d=\"M4 13.5L6.5 5h11L20 13.5V19H4z\"/><path d=\"M4 13.5h4.5a3.5 3.5 0 0 0 7 0H20\"/>"
 },
 "pen": {
  "line": "<path d=\"M4.5 19.5l1-4L16.3 4.7l3 3L8.5 18.5z\"/><path d=\"M14 7l3 3\"/>"
 },
 "two": {
  "line": "<circle cx=\"9\" cy=\"8.5\" r=\"3.3\"/><path d=\"M3 19c.5-3.6 2.8-5.2 6-5.2s5.5 1.6 6 5.2\"/><path d=\"M15.5 5.6a3.2 3.2 0 0 1 0 5.9M17.5 14.3c2 .7 3.2 2.2 3.5 4.7\"/>"
 },
 "rice": {
  "line": "<path d=\"M12 21V9\"/><path d=\"M12 12.5c-3 0-4.6-1.5-4.8-4.3 3 .1 4.7 1.5 4.8 4.3zM12 12.5c3 0 4.6-1.5 4.8-4.3-3 .1-4.7 1.5-4.8 4.3zM12 17.5c-3 0-4.6-1.5-4.8-4.3 3 .1 4.7 1.5 4.8 4.3zM12 17.5c3 0 4.6-1.5 4.8-4.3-3 .1-4.7 1.5-4.8 4.3z\"/>",
  "grain": "<ellipse cx=\"12\" cy=\"6\" rx=\"2.1\" ry=\"3.4\"/>"
 },
 "bean": {
  "line": "<path d=\"M18.5 5C20 9 15 10 15.5 13.5S11 21 7 19.5 4 12 8 11s3-6 6.5-7 3.5 0 4 1z\"/>",
  "grain": "<ellipse cx=\"9.3\" cy=\"15.3\" rx=\"1.8\" ry=\"2.8\" transform=\"rotate(34 9.3 15.3)\"/>"
 },
 "mush": {
  "line": "<path d=\"M4 12.5C4 8 7.5 4.5 12 4.5s8 3.5 8 8z\"/><path d=\"M9.5 12.5c.5 3 0 5-1 7h7c-1-2-1.5-4-1-7\"/>",
  "grain": "<ellipse cx=\"13.8\" cy=\"8.6\" rx=\"1.6\" ry=\"2.4\" transform=\"rotate(40 13.8 8.6)\"/>"
 },
 "egg": {
  "line": "<path d=\"M12 3.5c3.5 0 6.5 5.5 6.5 9.9A6.5 6.5 0 0 1 12 20.5a6.5 6.5 0 0 1-6.5-7.1C5.5 9 8.5 3.5 12 3.5z\"/>",
  "grain": "<ellipse cx=\"9.7\" cy=\"13.6\" rx=\"1.7\" ry=\"2.8\" transform=\"rotate(14 9.7 13.6)\"/>"
 },
 "cabb": {
  "line": "<path d=\"M12 20.5c-4.5 0-7-3-7-7 0-3 1.5-4.5 3-5 0-2.5 1.8-4.5 4-4.5s4 2 4 4.5c1.5.5 3 2 3 5 0 4-2.5 7-7 7z\"/><path d=\"M12 20.5v-9M12 15l-3-2.5M12 13l3-2.5\"/>"
 },
 "honey": {
  "line": "<path d=\"M7 8h10l1.5 3v7a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-7zM8 4.5h8V8H8z\"/>",
  "grain": "<ellipse cx=\"12\" cy=\"14.5\" rx=\"2\" ry=\"3.2\" transform=\"rotate(14 12 14.5)\"/>"
 },
 "share": {
  "line": "<path d=\"M12 15V4.5M8 8l4-4 4 4M5 12.5V19h14v-6.5\"/>"
 },
 "heart": {
  "line": "<path d=\"M12 19.5S4.5 15 4.5 9.7A3.9 3.9 0 0 1 12 8.2a3.9 3.9 0 0 1 7.5 1.5C19.5 15 12 19.5 12 19.5z\"/>"
 },
 "chat": {
  "line": "<path d=\"M4.5 5.5h15v11H11L7 20v-3.5H4.5z\"/>"
 },
 "bell": {
  "line": "<path d=\"M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4\"/>"
 },
 "cal": {
  "line": "<rect x=\"4\" y=\"5.5\" width=\"16\" height=\"14.5\" rx=\"2\"/><path d=\"M4 10h16M8.5 3.5v4M15.5 3.5v4\"/>"
 },
 "warn": {
  "line": "<path d=\"M12 4.5l8.5 15h-17z\"/><path d=\"M12 10v4.5M12 17v.1\"/>"
 },
 "map": {
  "line": "<path d=\"M4 6.5l5-2 6 2 5-2v13l-5 2-6-2-5 2zM9 4.5v13M15 6.5v13\"/>"
 },
 "doc": {
  "line": "<path d=\"M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6\"/>"
 },
 "star": {
  "line": "<path fill=\"currentColor\" stroke=\"none\" d=\"M12 4l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z\"/>"
 },
 "scale": {
  "line": "<path d=\"M12 4v16M7.5 20h9M5 7.5l7-1.5 7 1.5M5 7.5L2.5 14h5zM19 7.5L16.5 14h5z\"/>"
 },
 "lock": {
  "line": "<rect x=\"5\" y=\"10.5\" width=\"14\" height=\"9.5\" rx=\"2\"/><path d=\"M8 10.5V8a4 4 0 0 1 8 0v2.5\"/>"
 },
 "shop": {
  "line": "<path d=\"M4 9.5L5.5 4.5h13L20 9.5M5 9.5V20h14V9.5M4 9.5a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0 2.7 2.7 0 0 0 5.3 0\"/>"
 },
 "del": {
  "line": "<path d=\"M8.5 6H20v12H8.5L3.5 12zM12 9.5l5 5M17 9.5l-5 5\"/>"
 },
 "hand": {
  "line": "<path d=\"M3.5 13l4-1.5 4.5 1.5h3a1.6 1.6 0 0 1 0 3.2H11M15.5 15.5l3.7-1.7a1.5 1.5 0 0 1 1.5 2.5L14 20l-6-1.5-4.5 1\"/>",
  "grain": "<ellipse cx=\"13\" cy=\"6.8\" rx=\"2\" ry=\"3.2\" transform=\"rotate(20 13 6.8)\"/>"
 },
 "leaf": {
  "line": "<path d=\"M5 19C5 10 10 5 19.5 4.5 19.5 14 14 18.5 6.5 17.5M5 20.5c1-4.5 4-7.5 8-9.5\"/>"
 },
 "sig": {
  "line": "<path fill=\"currentColor\" stroke=\"none\" d=\"M4 15h3v4H4zM9 12h3v7H9zM14 9h3v10h-3z\"/>"
 },
 "bat": {
  "line": "<rect x=\"3\" y=\"8\" width=\"16\" height=\"9\" rx=\"2.2\"/><path fill=\"currentColor\" stroke=\"none\" d=\"M5 10h9v5H5zM20.5 11h1v3h-1z\"/>"
 },
 "more": {
  "line": "<circle fill=\"currentColor\" stroke=\"none\" cx=\"6\" cy=\"12\" r=\"1.7\"/><circle fill=\"currentColor\" stroke=\"none\" cx=\"12\" cy=\"12\" r=\"2.3\"/><circle fill=\"currentColor\" stroke=\"none\" cx=\"18\" cy=\"12\" r=\"1.7\"/>"
 },
 "ring": {
  "line": "<circle cx=\"12\" cy=\"12\" r=\"7\"/><circle fill=\"currentColor\" stroke=\"none\" cx=\"12\" cy=\"12\" r=\"2.8\"/>"
 },
 "code": {
  "line": "<rect x=\"4\" y=\"4\" width=\"6\" height=\"6\" rx=\"1\"/><rect x=\"14\" y=\"4\" width=\"6\" height=\"6\" rx=\"1\"/><rect x=\"4\" y=\"14\" width=\"6\" height=\"6\" rx=\"1\"/><path d=\"M14 14h2.5v2.5H14zM20 14v2M20 20h-3M14 20v-.5\"/>"
 },
 "case": {
  "line": "<path d=\"M4 8h16v11.5H4zM9 8V5.5h6V8M4 13h16\"/>"
 },
 "gear": {
  "line": "<path d=\"M4 7h9M17 7h3M4 12h3M11 12h9M4 17h9M17 17h3\"/><circle cx=\"15\" cy=\"7\" r=\"2\"/><circle cx=\"9\" cy=\"12\" r=\"2\"/><circle cx=\"15\" cy=\"17\" r=\"2\"/>"
 },
 "aa": {
  "line": "<path d=\"M3 18.5L8 6l5 12.5M4.8 14.5h6.4M14.5 18.5l3.2-8 3.3 8M15.5 16h4.3\"/>"
 },
 "fruit": {
  "line": "<path d=\"M12 8c-1.5-1.6-6-1.8-6.8 2.6C4.4 15 8 20.5 10 20.5c.9 0 1.2-.5 2-.5s1.1.5 2 .5c2 0 5.6-5.5 4.8-9.9C18 6.2 13.5 6.4 12 8zM12 8c0-2 1-3.5 3-4\"/>",
  "grain": "<ellipse cx=\"9.2\" cy=\"13\" rx=\"1.7\" ry=\"2.7\" transform=\"rotate(14 9.2 13)\"/>"
 },
 "fish": {
  "line": "<path d=\"M3.5 12c3-4.5 9-5.5 13-1.5l4-3v9l-4-3c-4 4-10 3-13-1.5z\"/><circle fill=\"currentColor\" stroke=\"none\" cx=\"7.6\" cy=\"11.2\" r=\"0.9\"/>",
  "grain": "<ellipse cx=\"11.5\" cy=\"12.4\" rx=\"1.6\" ry=\"2.6\" transform=\"rotate(78 11.5 12.4)\"/>"
 },
 "nut": {
  "line": "<path d=\"M7 10h10c0 5-2.5 9-5 10.5C9.5 19 7 15 7 10zM6 10c0-3 2.5-4.5 6-4.5S18 7 18 10zM12 5.5v-2\"/>",
  "grain": "<ellipse cx=\"11.6\" cy=\"14.2\" rx=\"1.7\" ry=\"2.7\" transform=\"rotate(14 11.6 14.2)\"/>"
 },
 "hen": {
  "line": "<path d=\"M6 8.5C6 6.5 7.4 5 9.2 5S12.4 6.5 12.4 8.5v2c3 0 5.6-.6 7.6-3 .5 6-2.2 10.5-7.6 10.5-4 0-6.4-2.4-6.4-6zM6 8.5L3.5 10 6 11M10.5 18v3M14.5 17.7V21\"/>",
  "grain": "<ellipse cx=\"13.4\" cy=\"13.6\" rx=\"1.6\" ry=\"2.6\" transform=\"rotate(60 13.4 13.6)\"/>"
 },
 "oil": {
  "line": "<path d=\"M9.5 3.5h5v4l2.5 4v7.5a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 19v-7.5l2.5-4zM9.5 6h5\"/>",
  "grain": "<ellipse cx=\"12\" cy=\"14.8\" rx=\"1.8\" ry=\"2.8\" transform=\"rotate(14 12 14.8)\"/>"
 },
 "milk": {
  "line": "<path d=\"M8 3.5h8v3l2 4v9a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1v-9l2-4zM6 11h12M8 6.5h8\"/>",
  "grain": "<ellipse cx=\"12\" cy=\"15.6\" rx=\"1.6\" ry=\"2.6\" transform=\"rotate(14 12 15.6)\"/>"
 },
 "book": {
  "line": "<path d=\"M12 6.5C10 5 7 4.5 4 5v13c3-.5 6 0 8 1.5 2-1.500 5-2 8-1.500V5c-3-.5-6 0-8 1.500zM12 6.500v13\"/>"
 },
 "chart": {
  "line": "<path d=\"M4 4v16h16M8 16v-4M12 16V8M16 16v-6\"/>"
 },
 "key": {
  "line": "<circle cx=\"8\" cy=\"14.500\" r=\"4\"/><path d=\"M11 11.500l8-7.500M16.500 6.500l2.500 2.500M14.500 8.500l1.500 1.500\"/>"
 },
 "list": {
  "line": "<path d=\"M4 6.5h16M4 12h16M4 17.5h16\"/>"
 },
 "load": {
  "line": "<path d=\"M12 4v11M8 11l4 4 4-4M5 15.5V20h14v-4.5\"/>"
 },
 "print": {
  "line": "<path d=\"M7 8.5V4h10v4.5M7 17H4V8.5h16V17h-3M7 13.5h10V20H7z\"/>"
 }
} as const;
export type IconName = keyof typeof ICONS;
