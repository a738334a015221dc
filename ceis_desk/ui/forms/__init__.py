"""Forms, choices and lists that any page puts over itself: questions in, words out."""
